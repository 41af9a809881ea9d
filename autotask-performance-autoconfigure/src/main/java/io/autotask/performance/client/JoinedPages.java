package io.autotask.performance.client;

import java.util.List;

import io.autotask.performance.client.relation.References;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.client.scan.ScanPage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Pages with the rows that their rows refer to. Those that were asked for are there when
 * a page is delivered, and are read while the page before is; those that will most likely
 * be used are on their way when it is delivered. One page more is held than without.
 *
 * @param references the references that rows have
 * @param joined those that are read with the rows
 * @param scope of the rows
 * @param <T> what a row is read into
 */
record JoinedPages<T>(References<T> references, List<String> joined, RelationScope scope) {

	Flux<ScanPage<T>> join(Flux<ScanPage<T>> pages) {
		// An error of a page comes after the rows of the pages before it.
		return pages.concatMapDelayError(this::join, true, 1);
	}

	private Flux<ScanPage<T>> join(ScanPage<T> page) {
		List<String> foreseen = this.references.foreseen(this.scope, this.joined);
		if (this.joined.isEmpty() && foreseen.isEmpty()) {
			return Flux.just(page);
		}
		return Flux.defer(() -> {
			List<T> rows = page.readAhead();
			Mono<ScanPage<T>> delivered = this.references.join(rows, this.joined, this.scope)
				.thenReturn(page)
				.onErrorResume((failure) -> Mono.just(page.stoppedBy(failure)));
			// Nobody asked for it yet: whoever does asks again, and is told what went
			// wrong.
			Mono<ScanPage<T>> ahead = this.references.foresee(rows, foreseen, this.scope)
				.onErrorComplete()
				.then(Mono.empty());
			return Flux.merge(delivered, ahead);
		});
	}

}
