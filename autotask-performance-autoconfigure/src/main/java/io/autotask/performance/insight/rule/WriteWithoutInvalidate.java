package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;

/**
 * I16: a row is read from memory after this application changed it, and nothing of the
 * entity was asked for in between. The cache does not let that happen; this rule watches
 * that.
 */
final class WriteWithoutInvalidate implements Rule {

	private static final int NEEDED = 1;

	private static final int REFUSED = 400;

	@Override
	public String id() {
		return "write-without-invalidate";
	}

	@Override
	public String criterion() {
		return "a row that memory answered after this application changed it, though nothing of the entity was asked for "
				+ "in between";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "reads by id from memory after a write of the same row");
		Map<String, List<Recorded>> entities = new TreeMap<>();
		observed.recording()
			.events()
			.forEach((event) -> entities.computeIfAbsent(event.kind().entity(), (entity) -> new ArrayList<>())
				.add(event));
		entities.forEach((entity, events) -> check(observed, search, entity, events));
		return search.verdict();
	}

	private void check(Observed observed, Search search, String entity, List<Recorded> events) {
		List<Recorded> writes = events.stream()
			.filter((event) -> event.what() == What.CALL && event.is(Recorded.WRITE) && event.row() != 0
					&& event.status() > 0 && event.status() < REFUSED)
			.toList();
		List<Recorded> wrong = new ArrayList<>();
		long looked = 0;
		for (Recorded write : writes) {
			long end = write.at() + write.took();
			for (Recorded read : events) {
				if (read.what() == What.CALL && read.kind().operation() == Operation.GET && read.row() == write.row()
						&& read.fromMemory() && read.at() - end > 0) {
					looked++;
					if (events.stream().noneMatch((event) -> isFresher(event, end, read.at() + read.took()))) {
						wrong.add(read);
					}
				}
			}
		}
		if (search.isEnough(looked) && !wrong.isEmpty()) {
			search.found(finding(observed, entity, wrong.size(), looked));
		}
	}

	/** Anything that may have brought newer data. */
	private static boolean isFresher(Recorded event, long from, long until) {
		return (event.what() == What.SENT || event.what() == What.ANSWER) && !event.is(Recorded.WRITE)
				&& event.at() - from > 0 && event.at() - until <= 0;
	}

	private Finding finding(Observed observed, String entity, int wrong, long looked) {
		return new Draft(this, entity,
				"Invalidate " + entity + " after a write: " + wrong + " reads were answered from before it")
			.severity(Severity.CRITICAL)
			.confidence(Confidence.HIGH)
			.bottleneck("cache", "Callers see data from before their own write")
			.why(wrong + " of " + looked
					+ " reads of rows that this application had changed were answered from memory, "
					+ "with nothing asked for in between.")
			.item("reads from before the write", wrong + " of " + looked)
			.sample(new Kind(entity, Operation.GET).fingerprint(), wrong, null)
			.risk(Risk.Level.NONE, "More requests.")
			.fix("This must not happen: please report it. Until then switch off what is kept of this entity, by "
					+ "'autotask.performance.cache.entities." + entity + ".enabled: false'.")
			.code("@AutotaskCacheInvalidate(\"" + entity + "\")")
			.over(observed, looked);
	}

}
