package io.autotask.performance.cache;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A ticket as an application has it: 25 of some 75 fields, and the user-defined ones.
 */
public record Row(long id, String ticketNumber, String title, Integer status, Integer priority, Integer queueID,
		Long companyID, Long contactID, Long assignedResourceID, Long assignedResourceRoleID, Integer issueType,
		Integer subIssueType, Integer source, Integer ticketType, Integer ticketCategory, String description,
		String resolution, BigDecimal estimatedHours, String createDate, String dueDateTime, String completedDate,
		String lastActivityDate, String externalID, Long contractID, List<Field> userDefinedFields) {

	public Row {
		// Nobody can change it now, and only such a row is remembered.
		userDefinedFields = List.copyOf(userDefinedFields);
	}

	/** A user-defined field. */
	public record Field(String name, String value) {

	}

	/** {@code {"item":…}}, about 2.5 kB as the real ones are. */
	public static byte[] item(long id) {
		StringBuilder json = new StringBuilder("{\"item\":{\"id\":" + id + ",\"ticketNumber\":\"T20260924." + id
				+ "\",\"title\":\"Printer on the second floor does not print\",\"status\":5,\"priority\":2,"
				+ "\"queueID\":29682833,\"companyID\":" + (id % 500) + ",\"contactID\":" + (id % 3000)
				+ ",\"assignedResourceID\":29682885,\"assignedResourceRoleID\":29682834,\"issueType\":10,"
				+ "\"subIssueType\":136,\"source\":2,\"ticketType\":1,\"ticketCategory\":3,\"description\":\""
				+ "The customer says that nothing comes out. ".repeat(12) + "\",\"resolution\":\""
				+ "Cleaned the rollers and printed a page. ".repeat(5)
				+ "\",\"estimatedHours\":1.5000,\"createDate\":\"2026-09-24T08:15:45.2Z\","
				+ "\"dueDateTime\":\"2026-09-25T13:00:00Z\",\"completedDate\":null,"
				+ "\"lastActivityDate\":\"2026-09-24T15:47:59.167Z\",\"externalID\":\"\",\"contractID\":null");
		for (int i = 0; i < 45; i++) {
			json.append(",\"furtherField").append(i).append("\":").append((i % 3 == 0) ? "null" : String.valueOf(i));
		}
		json.append(",\"userDefinedFields\":[{\"name\":\"Asset Tag\",\"value\":\"A-").append(id);
		return json.append("\"},{\"name\":\"Site\",\"value\":null}]}}").toString().getBytes(StandardCharsets.UTF_8);
	}

	/** The envelope of one row. */
	public record Item(Row item) {

	}

}
