package io.autotask.performance.sample.simulator.data;

import java.util.List;

/**
 * The words that generated rows are made of.
 */
final class Vocabulary {

	static final List<String> FIRST_NAMES = List.of("Amelia", "Ben", "Carla", "David", "Elena", "Felix", "Grace",
			"Hugo", "Ines", "Jonas", "Karin", "Liam", "Maria", "Noah", "Olga", "Paul", "Quinn", "Rosa", "Samuel",
			"Tara", "Umar", "Vera", "William", "Xenia", "Yusuf", "Zoe", "José", "Zoë", "Jürgen", "Anaïs", "Priya",
			"Marek");

	static final List<String> LAST_NAMES = List.of("Abbott", "Baker", "Castillo", "Dawson", "Ellis", "Fischer",
			"Garcia", "Hansen", "Ito", "Jensen", "Keller", "Lopez", "Müller", "Nolan", "O'Brien", "Peters", "Quincy",
			"Rossi", "Schmidt", "Turner", "Ueda", "Vargas", "Walker", "Xu", "Young", "Zimmer", "Novák", "Lindqvist",
			"Moreau", "Singh", "Okafor", "Petrov", "Reyes", "Silva", "Tanaka", "Weber", "Nguyen");

	static final List<String> COMPANY_FIRST = List.of("Harbor", "Summit", "Riverside", "Oakwood", "Lakeview",
			"Northgate", "Silverline", "Bluestone", "Maple", "Granite", "Evergreen", "Pioneer", "Redwood", "Sunrise",
			"Cedar", "Ironbridge", "Westfield", "Clearwater", "Highland", "Beacon", "Aurora", "Crescent", "Meridian",
			"Falcon", "Stonebrook", "Willow", "Kingsway", "Pinnacle", "Seaside", "Valley", "Castle", "Amber");

	static final List<String> COMPANY_SECOND = List.of("Dental Group", "Law Partners", "Logistics", "Engineering",
			"Foods", "Medical Center", "Insurance", "Architects", "Printing", "Motors", "Accounting", "Hotels",
			"Textiles", "Pharmacy", "Construction", "Veterinary Clinic", "School District", "Credit Union",
			"Manufacturing", "Media", "Real Estate", "Travel", "Furniture", "Bakery", "Optics", "Energy", "Plumbing",
			"Consulting", "Security", "Fitness", "Dairy");

	static final List<String> CITIES = List.of("Albany", "Boulder", "Concord", "Dayton", "Eugene", "Fargo", "Galveston",
			"Hartford", "Ithaca", "Joplin", "Knoxville", "Lansing", "Mobile", "Norfolk", "Olympia", "Provo");

	static final List<String> STATES = List.of("NY", "CO", "NH", "OH", "OR", "ND", "TX", "CT", "NY", "MO", "TN", "MI",
			"AL", "VA", "WA", "UT");

	static final List<String> STREETS = List.of("Main Street", "Station Road", "Mill Lane", "Church Street",
			"Park Avenue", "Harbor Drive", "Elm Street", "Industrial Way", "College Road", "Market Square");

	static final List<String> JOBS = List.of("Office Manager", "Accountant", "Sales Representative", "Receptionist",
			"Managing Director", "Engineer", "Purchasing", "Human Resources", "Production Lead", "Assistant");

	static final List<String> ROLES = List.of("Service Desk Technician", "Field Engineer", "Network Engineer",
			"System Administrator", "Project Manager", "Account Manager");

	static final List<String> DEPARTMENTS = List.of("Service Desk", "Field Service", "Projects", "Administration");

	static final List<String> WORK_TYPES = List.of("Remote Support", "On-Site Support", "After-Hours Support",
			"Consulting", "Project Work", "Emergency Support", "Travel", "Internal Meeting", "Training", "Paid Leave",
			"Hardware", "Software Licences");

	static final List<String> TICKET_CATEGORIES = List.of("RMM Alert", "AEM Alert", "Standard", "RMA", "Onboarding");

	static final List<String> PRODUCTS = List.of("Business Laptop 14", "Business Laptop 16", "Desktop Workstation",
			"Rack Server", "Tower Server", "Storage Array", "Laser Printer", "Label Printer", "24-Port Switch",
			"48-Port Switch", "Firewall", "Wireless Access Point", "Backup Appliance", "Conference Phone",
			"Uninterruptible Power Supply", "Thin Client", "Tablet 10", "Document Scanner", "Docking Station",
			"Camera System");

	static final List<String> PROJECTS = List.of("Server Migration", "Office Move", "Cloud Mailbox Rollout",
			"Network Redesign", "Backup Replacement", "Workstation Refresh", "Wireless Expansion", "Firewall Upgrade",
			"Telephony Replacement", "Security Review");

	static final List<String> PHASES = List.of("Planning", "Implementation", "Handover");

	static final List<String> TASKS = List.of("Kick-off meeting", "Inventory of devices", "Order hardware",
			"Prepare test installation", "Install and configure", "Move user data", "Train the users",
			"Write documentation");

	static final List<String> NOTES = List.of("Called the user and left a message.",
			"Reproduced the problem and collected the logs.", "Waiting for the vendor's answer.",
			"User confirms that it works again.", "Applied the latest updates and restarted.",
			"Scheduled an on-site visit.", "Checked the event log, nothing unusual found.",
			"Escalated to the network team.");

	static final List<Problem> PROBLEMS = List.of(
			new Problem(4, 101, "Computer is very slow since this morning", "Disk was full, old profiles removed."),
			new Problem(4, 101, "Spreadsheets take minutes to open", "Add-in disabled."),
			new Problem(4, 102, "Laptop does not start, screen stays black", "Memory module replaced."),
			new Problem(4, 102, "Blue screen after update", "Update rolled back, driver updated."),
			new Problem(4, 103, "Accounting software reports a licence error", "Licence server restarted."),
			new Problem(4, 103, "Needs PDF editor installed", "Installed from the software catalog."),
			new Problem(5, 111, "Low disk space on file server", "Volume extended by 200 GB."),
			new Problem(5, 111, "Transaction log of the database grows", "Log backups scheduled every 15 minutes."),
			new Problem(5, 112, "Nightly backup failed", "Credentials of the backup job renewed."),
			new Problem(5, 112, "Restore of a deleted folder", "Folder restored from last night."),
			new Problem(6, 121, "No internet connection on the second floor", "Switch port replaced."),
			new Problem(6, 121, "Phones lose connection during calls", "Quality of service set on the router."),
			new Problem(6, 122, "Wireless is weak in the meeting room", "Access point moved."),
			new Problem(6, 122, "Guest wireless asks for a password", "Captive portal certificate renewed."),
			new Problem(6, 123, "VPN disconnects every few minutes", "Client updated, idle timeout raised."),
			new Problem(6, 123, "Cannot reach file shares through VPN", "Route added to the VPN profile."),
			new Problem(7, 131, "Outlook keeps asking for the password", "Saved credentials removed."),
			new Problem(7, 131, "Shared calendar is not visible", "Permission granted."),
			new Problem(7, 132, "Mail to one customer is returned", "SPF record corrected."),
			new Problem(7, 132, "Large attachment is not delivered", "Sent through the file portal."),
			new Problem(10, 141, "Suspicious mail with an invoice attached",
					"Reported and removed from all mailboxes."),
			new Problem(10, 141, "User entered the password on a fake page", "Password reset, sessions revoked."),
			new Problem(10, 142, "Antivirus reports a blocked program", "False positive, exclusion added."),
			new Problem(10, 142, "Antivirus definitions are out of date", "Agent reinstalled."),
			new Problem(11, 151, "Printer jams with every second page", "Rollers replaced."),
			new Problem(11, 152, "Printer is shown as offline", "Port changed to the new address."),
			new Problem(11, 152, "Scan to mail does not work", "Mail relay allowed the new device."),
			new Problem(12, 161, "Password reset", "Password reset and confirmed by phone."),
			new Problem(12, 161, "Account is locked", "Unlocked, old phone removed."),
			new Problem(12, 162, "New employee starts on Monday", "Account, mailbox and laptop prepared."),
			new Problem(12, 162, "Employee leaves at the end of the month", "Account disabled, mailbox forwarded."),
			new Problem(12, 163, "Access to the project folder", "Added to the group."),
			new Problem(12, 163, "Needs rights for the booking system", "Role assigned after approval."));

	private Vocabulary() {
	}

	/**
	 * What a ticket is about.
	 */
	record Problem(int issueType, int subIssueType, String title, String resolution) {

	}

}
