package io.autotask.performance.sample.export;

import java.util.function.Consumer;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.EntityQuery;
import io.autotask.performance.client.Page;
import io.autotask.performance.client.relation.Picklist;
import io.autotask.performance.client.scan.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All tickets, however many. They are read as fast as whoever takes the lines does, and
 * as Autotask allows, behind everybody who waits for a page of the desk.
 */
@Service
public class TicketExport {

	private final AutotaskClient autotask;

	TicketExport(AutotaskClient autotask) {
		this.autotask = autotask;
	}

	/**
	 * All tickets, in no order.
	 * @param format how they are written
	 * @param after where to go on, or null to begin
	 * @param progress is told how far it is
	 * @return the lines; {@link IllegalArgumentException} when it cannot go on from there
	 */
	public Flux<ExportPage> pages(ExportFormat format, @Nullable String after, Consumer<Progress> progress) {
		EntityQuery all = this.autotask.tickets().query().includeFields(ExportedTicket.FIELDS).onProgress(progress);
		EntityQuery rest = (after != null) ? all.startingAfter(after) : all;
		String head = (after != null) ? "" : format.head();
		return Mono.zip(this.autotask.tickets().labels("status"), this.autotask.tickets().labels("priority"))
			.flatMapMany((words) -> rest.parallelPages(ExportedTicket.class)
				.index()
				.map((page) -> page(format, (page.getT1() == 0) ? head : "", page.getT2(), words.getT1(),
						words.getT2())))
			.defaultIfEmpty(new ExportPage(head, 0, ""));
	}

	private static ExportPage page(ExportFormat format, String head, Page<ExportedTicket> page, Picklist statuses,
			Picklist priorities) {
		StringBuilder text = new StringBuilder(head);
		page.items()
			.forEach((ticket) -> format.append(text,
					ticket.inWords(statuses.label(ticket.status()), priorities.label(ticket.priority()))));
		return new ExportPage(text.toString(), page.items().size(), page.continuationToken());
	}

}
