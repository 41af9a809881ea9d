package io.autotask.performance.sample.export;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * How tickets are written, one a line.
 */
public enum ExportFormat {

	/** RFC 4180, with a line of names at the top. */
	CSV(new MediaType("text", "csv")) {

		@Override
		String head() {
			return String.join(",", ExportedTicket.FIELDS) + "\r\n";
		}

		@Override
		void append(StringBuilder text, ExportedTicket ticket) {
			String separator = "";
			for (Object value : ticket.values()) {
				text.append(separator).append(cell(value));
				separator = ",";
			}
			text.append("\r\n");
		}

	},

	/** One JSON object a line. */
	NDJSON(MediaType.APPLICATION_NDJSON) {

		@Override
		String head() {
			return "";
		}

		@Override
		void append(StringBuilder text, ExportedTicket ticket) {
			text.append(JSON.writeValueAsString(ticket)).append('\n');
		}

	};

	private static final JsonMapper JSON = new JsonMapper();

	private static final String BEGINS_A_FORMULA = "=+-@\t\r";

	private final MediaType mediaType;

	ExportFormat(MediaType mediaType) {
		this.mediaType = mediaType;
	}

	/**
	 * The format of a file.
	 * @param fileName a name that ends in {@code .csv} or {@code .ndjson}
	 * @return the format
	 * @throws IllegalArgumentException when it ends otherwise
	 */
	public static ExportFormat of(String fileName) {
		for (ExportFormat format : values()) {
			if (fileName.toLowerCase(Locale.ROOT).endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
				return format;
			}
		}
		throw new IllegalArgumentException("'" + fileName + "' must end in .csv or .ndjson");
	}

	/**
	 * What a browser is told.
	 * @return the media type
	 */
	public MediaType mediaType() {
		return this.mediaType;
	}

	abstract String head();

	abstract void append(StringBuilder text, ExportedTicket ticket);

	/**
	 * A text that a spreadsheet would take for a formula is written as a text: what
	 * customers write must not be carried out by whoever opens the file.
	 */
	private static String cell(@Nullable Object value) {
		if (!(value instanceof String text)) {
			return (value != null) ? value.toString() : "";
		}
		String harmless = (!text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
		boolean quoted = harmless.chars().anyMatch((c) -> c == ',' || c == '"' || c == '\r' || c == '\n');
		return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
	}

}
