package io.autotask.performance.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class ApiPathTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "GET, /V1.0/Tickets/5, Tickets, get, false, 5, true",
					"GET, /v1.0/tickets/5/, Tickets, get, false, 5, true",
					"GET, /V1.0/Companies/0, Companies, get, false, 0, true",
					"GET, /V1.0/Tickets/query, Tickets, query, false, -, true",
					"POST, /V1.0/TICKETS/QUERY, Tickets, query, false, -, true",
					"POST, /V1.0/Tickets/query/count, Tickets, count, false, -, true",
					"POST, /V1.0/Tickets/query/next, Tickets, query, false, -, false",
					"GET, /V1.0/Tickets/query/previous, Tickets, query, false, -, false",
					"GET, /V1.0/Tickets/5/Notes, TicketNotes, list, false, -, true",
					"GET, /V1.0/Tickets/5/Notes/7, TicketNotes, get, false, 7, true",
					"GET, /V1.0/Tickets/entityInformation/fields, Tickets, metadata, false, -, true",
					"GET, /V1.0/Tickets/5/Notes/entityInformation, TicketNotes, metadata, false, -, true",
					"GET, /V1.0/entityinformation, EntityInformation, metadata, false, -, true",
					"GET, /V1.0/ThresholdInformation, ThresholdInformation, other, false, -, false",
					"GET, /V1.0/zoneInformation, ZoneInformation, other, false, -, false",
					"POST, /V1.0/Tickets, Tickets, create, true, -, false",
					"PATCH, /V1.0/Tickets, Tickets, update, true, -, false",
					"PUT, /V1.0/Tickets, Tickets, replace, true, -, false",
					"DELETE, /V1.0/TimeEntries/9, TimeEntries, delete, true, 9, false",
					"POST, /V1.0/Tickets/5/Notes, TicketNotes, create, true, -, false",
					"DELETE, /V1.0/Companies/3/Contacts/4, Contacts, delete, true, 4, false",
					"PATCH, /V1.0/Tickets/5, Tickets, update, true, 5, false",
					"GET, /V1.0/Tickets, Tickets, other, false, -, false",
					"HEAD, /V1.0/Tickets/5, Tickets, other, false, 5, false",
					"GET, /V1.0/TimeOffRequests/3/Approve, TimeOffRequests, other, true, -, false",
					"GET, /V1.0/Novelties/5, Novelties, get, false, 5, true" })
	void readsMethodAndPath(String method, String path, String entity, String operation, boolean write, Long id,
			boolean recallable) {
		ApiPath read = ApiPath.parse(HttpMethod.valueOf(method), path);
		assertThat(read)
			.extracting(ApiPath::entity, (one) -> one.operation().word(), ApiPath::write, ApiPath::id,
					ApiPath::recallable)
			.containsExactly(entity, operation, write, id, recallable);
	}

	@Test
	void knowsTheParentOfAChild() {
		assertThat(ApiPath.parse(HttpMethod.POST, "/V1.0/tickets/5/notes").parent())
			.isEqualTo(new RowRef("Tickets", 5));
		assertThat(ApiPath.parse(HttpMethod.GET, "/V1.0/Tickets/5/Notes/7").subject())
			.isNotEqualTo(ApiPath.parse(HttpMethod.GET, "/V1.0/TicketNotes/7").subject());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/Tickets/5", "/V1.0", "/V1.0/", "/V1.0//Tickets", "/V1.0/Tickets//5",
			"/V1.0/Tickets/%35", "/V1.0/Tickets/5%2F6", "/V1.0/Tickets/five", "/V1.0/Tickets/99999999999999999999",
			"/V1.0/Tickets/query/5", "/V1.0/Tickets/query/count/more", "/V1.0/Tickets/5;x=1",
			"/V1.0/Tickets/5/Notes/7/more", "/V1.0/../Tickets/5", "/V1.0/Tickets/query%2Fcount" })
	void takesNothingOddForARead(String path) {
		for (HttpMethod method : HttpMethod.values()) {
			ApiPath read = ApiPath.parse(method, path);
			assertThat(read.operation()).as("%s %s", method, path)
				.isNotIn(Operation.GET, Operation.LIST, Operation.COUNT, Operation.METADATA);
			assertThat(read.recallable()).as("%s %s", method, path).isFalse();
			assertThat(read.write()).as("%s %s", method, path)
				.isEqualTo(!List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method.name()));
		}
	}

	@Test
	void tellsReadsFromWritesForEveryPublishedOperation() throws IOException {
		int operations = 0;
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(getClass().getResourceAsStream("operations.tsv"), StandardCharsets.UTF_8))) {
			for (String line : lines.lines().filter((one) -> !one.startsWith("#")).toList()) {
				String[] parts = line.split("\t");
				for (String path : List.of(parts[1], parts[1].toLowerCase(Locale.ROOT), parts[1] + "/")) {
					ApiPath read = ApiPath.parse(HttpMethod.valueOf(parts[0]), path);
					assertThat(read.write()).as(line).isEqualTo(parts[2].equals("WRITE"));
					assertThat(read.recallable() && read.write()).as(line).isFalse();
				}
				operations++;
			}
		}
		assertThat(operations).isGreaterThan(3_000);
	}

	/**
	 * Whatever is made of a path, a method that may write is only a read where it
	 * queries.
	 */
	@Test
	void takesNoWriteForAReadWhateverThePath() {
		Random random = new Random(51);
		String[] pieces = { "Tickets", "query", "count", "next", "5", "Notes", "entityInformation", "fields", "", "%2F",
				"..", "V1.0", "QUERY", "query?x", "queryx", "-1", "Approve" };
		HttpMethod[] methods = { HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE };
		for (int run = 0; run < 100_000; run++) {
			StringBuilder path = new StringBuilder(random.nextInt(10) == 0 ? "" : "/V1.0");
			for (int i = random.nextInt(5); i >= 0; i--) {
				path.append('/').append(pieces[random.nextInt(pieces.length)]);
			}
			HttpMethod method = methods[random.nextInt(methods.length)];
			ApiPath read = ApiPath.parse(method, path.toString());
			if (!read.write()) {
				assertThat(method).as("%s", path).isEqualTo(HttpMethod.POST);
				assertThat(path.toString())
					.matches("(?i)/V1\\.0/[A-Za-z][A-Za-z0-9]*/query(/(count|next|previous))?/?");
			}
		}
	}

}
