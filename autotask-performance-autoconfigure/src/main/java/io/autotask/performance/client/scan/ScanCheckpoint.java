package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How far a reading has come: what is left of the ids. Whoever keeps it together with the
 * rows that were delivered before it can go on from there, and then loses and repeats
 * nothing. Immutable.
 *
 * @param query what is read, so that it is not taken for something else
 * @param delivered how many rows were delivered before
 * @param total how many rows there were when it began, or null when nobody asked
 * @param open the ids that are left, none when it is over
 */
public record ScanCheckpoint(String query, long delivered, @Nullable Long total, List<IdRange> open) {

	private static final Pattern TEXT = Pattern.compile("1;([A-Za-z0-9:/]+);(\\d{1,18});(\\d{1,18})?;(.*)");

	private static final Pattern RANGE = Pattern.compile("(-?\\d{1,19})?\\.\\.(-?\\d{1,19})?");

	public ScanCheckpoint {
		open = List.copyOf(open);
	}

	/**
	 * The begin of a reading.
	 * @param query what is read
	 * @return a checkpoint before the first row
	 */
	public static ScanCheckpoint begin(String query) {
		return new ScanCheckpoint(query, 0, null, List.of(IdRange.ALL));
	}

	/**
	 * Reads what {@link #toString} wrote.
	 * @param text the text
	 * @return the checkpoint
	 * @throws IllegalArgumentException when it is something else
	 */
	public static ScanCheckpoint parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw unreadable();
		}
		List<IdRange> open = new ArrayList<>();
		for (String part : matcher.group(4).isEmpty() ? new String[0] : matcher.group(4).split(",", -1)) {
			Matcher range = RANGE.matcher(part);
			if (!range.matches()) {
				throw unreadable();
			}
			open.add(range(range));
		}
		String total = matcher.group(3);
		return new ScanCheckpoint(matcher.group(1), Long.parseLong(matcher.group(2)),
				(total != null) ? Long.valueOf(total) : null, open);
	}

	/**
	 * Whether there is nothing left.
	 * @return true after the last row
	 */
	public boolean isEnd() {
		return this.open.isEmpty();
	}

	/**
	 * The checkpoint as one line of text without spaces, for {@link #parse}.
	 */
	@Override
	public String toString() {
		return "1;" + this.query + ";" + this.delivered + ";" + ((this.total != null) ? this.total : "") + ";"
				+ this.open.stream().map(ScanCheckpoint::text).collect(Collectors.joining(","));
	}

	private static IdRange range(Matcher range) {
		try {
			return new IdRange((range.group(1) != null) ? Long.parseLong(range.group(1)) : Long.MIN_VALUE,
					(range.group(2) != null) ? Long.parseLong(range.group(2)) : Long.MAX_VALUE);
		}
		catch (NumberFormatException ex) {
			throw unreadable();
		}
	}

	private static String text(IdRange range) {
		return ((range.after() != Long.MIN_VALUE) ? range.after() : "") + ".."
				+ (range.isBounded() ? range.before() : "");
	}

	private static IllegalArgumentException unreadable() {
		return new IllegalArgumentException("The text is no checkpoint or continuation token of a reading. Pass what "
				+ "'continuationToken()' of a page gave, unchanged.");
	}

}
