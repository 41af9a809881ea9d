package io.autotask.performance.sample.export;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExportFormatTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "Printer | Printer", "Printer, broken | \"Printer, broken\"",
					"The \"new\" one | \"The \"\"new\"\" one\"", "=1+1 | '=1+1", "@SUM(A1) | '@SUM(A1)",
					"-5 degrees, cold | \"'-5 degrees, cold\"" })
	void aTitleIsACellAndNeverAFormula(String title, String cell) {
		assertThat(line(ExportFormat.CSV, title)).isEqualTo("5,," + cell + ",New,,,,,2026-01-02T03:04:05Z,,\r\n");
	}

	@Test
	void aLineBreakStaysInItsCell() {
		assertThat(line(ExportFormat.CSV, "one\ntwo")).contains(",\"one\ntwo\",");
		assertThat(line(ExportFormat.NDJSON, "one\ntwo")).endsWith("}\n").containsOnlyOnce("\n").contains("one\\ntwo");
	}

	@Test
	void theNameOfAFileSaysTheFormat() {
		assertThat(ExportFormat.of("Tickets.CSV")).isEqualTo(ExportFormat.CSV);
		assertThat(ExportFormat.of("tickets.ndjson")).isEqualTo(ExportFormat.NDJSON);
		assertThatIllegalArgumentException().isThrownBy(() -> ExportFormat.of("tickets.xls"))
			.withMessage("'tickets.xls' must end in .csv or .ndjson");
	}

	private static String line(ExportFormat format, String title) {
		StringBuilder text = new StringBuilder();
		format.append(text, new ExportedTicket(5, null, title, "New", null, null, null, null,
				Instant.parse("2026-01-02T03:04:05Z"), null, null));
		return text.toString();
	}

}
