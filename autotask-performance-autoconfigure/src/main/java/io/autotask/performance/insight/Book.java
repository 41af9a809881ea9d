package io.autotask.performance.insight;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.autotask.performance.insight.InsightEvent.Change;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.rule.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The findings of the past and the present, and what was decided about them. At the bound
 * those go first that are resolved, then those that nobody decided about, each the
 * longest not seen. Not thread-safe.
 */
final class Book {

	static final int MOST_PAGES = 500;

	static final int MOST_EVENTS = 200;

	private static final List<Status> GO_FIRST = List.of(Status.RESOLVED, Status.OPEN, Status.SNOOZED, Status.DISMISSED,
			Status.VERIFIED);

	private final Map<String, Page> pages = new LinkedHashMap<>();

	private final Deque<InsightEvent> history = new ArrayDeque<>();

	private final Consumer<InsightEvent> listener;

	Book(Consumer<InsightEvent> listener) {
		this.listener = listener;
	}

	/**
	 * What a rule says now.
	 */
	void record(String rule, String criterion, Verdict verdict, Instant now) {
		Set<String> found = new HashSet<>();
		if (verdict instanceof Verdict.Found some) {
			for (Finding finding : some.findings()) {
				found.add(finding.id());
				Page page = this.pages.get(finding.id());
				if (page == null) {
					makeRoom();
					this.pages.put(finding.id(), new Page(finding, criterion, now));
				}
				if (page == null || page.seen(finding, now)) {
					tell(finding, Change.RAISED, InsightEvent.OURSELVES, Map.of(), now);
				}
			}
		}
		if (verdict instanceof Verdict.TooLittle) {
			return;
		}
		String why = (verdict instanceof Verdict.Nothing nothing) ? nothing.looked() : "It was not found any more.";
		for (Page page : this.pages.values()) {
			if (page.finding().rule().equals(rule) && !found.contains(page.finding().id()) && page.gone(why)) {
				tell(page.finding(), Change.RESOLVED, InsightEvent.OURSELVES, Map.of(), now);
			}
		}
	}

	@Nullable Page find(String id) {
		return this.pages.get(id);
	}

	Page get(String id) {
		Page page = find(id);
		if (page == null) {
			throw InsightRefusedException.unknown(id);
		}
		return page;
	}

	Collection<Page> pages() {
		return List.copyOf(this.pages.values());
	}

	List<InsightEvent> history() {
		return new ArrayList<>(this.history);
	}

	void tell(Finding finding, Change change, String by, Map<String, String> details, Instant now) {
		InsightEvent event = new InsightEvent(now, finding.id(), finding.title(), change, by, details);
		if (this.history.size() == MOST_EVENTS) {
			this.history.removeLast();
		}
		this.history.addFirst(event);
		this.listener.accept(event);
	}

	private void makeRoom() {
		if (this.pages.size() < MOST_PAGES) {
			return;
		}
		Page least = this.pages.values()
			.stream()
			.filter((page) -> GO_FIRST.contains(page.status()))
			.min(Comparator.<Page>comparingInt((page) -> GO_FIRST.indexOf(page.status())).thenComparing(Page::lastSeen))
			.orElse(null);
		this.pages.remove(Objects.requireNonNull(least).finding().id());
	}

}
