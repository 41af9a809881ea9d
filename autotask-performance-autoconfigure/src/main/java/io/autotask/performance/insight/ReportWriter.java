package io.autotask.performance.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.InsightReport.Bottleneck;
import io.autotask.performance.insight.InsightReport.Check;
import io.autotask.performance.insight.InsightReport.Check.Outcome;
import io.autotask.performance.insight.InsightReport.Opportunity;
import io.autotask.performance.insight.InsightReport.ReplayCheck;
import io.autotask.performance.insight.InsightReport.Together;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Yaml;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Setting;
import io.autotask.performance.insight.replay.WhatIf.Comparison;
import io.autotask.performance.insight.rule.Rule;
import io.autotask.performance.insight.rule.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was found and what was decided.
 */
final class ReportWriter {

	private final InsightSettings settings;

	private final Permission permission;

	ReportWriter(InsightSettings settings, Permission permission) {
		this.settings = settings;
		this.permission = permission;
	}

	/**
	 * The report.
	 * @param together what all open proposals would bring
	 * @param busy whether something is on trial
	 */
	InsightReport report(Inspection inspection, Book book, @Nullable Together together, boolean busy) {
		Observed observed = inspection.observed();
		List<Insight> insights = book.pages()
			.stream()
			.map((page) -> insight(page, observed, busy))
			.sorted(Comparator.comparing((Insight insight) -> insight.status() != Status.OPEN)
				.thenComparing(Insight::severity, Comparator.reverseOrder())
				.thenComparing((insight) -> -requests(insight.gain()))
				.thenComparing(Insight::id))
			.toList();
		List<Finding> open = book.pages()
			.stream()
			.filter((page) -> page.status() == Status.OPEN)
			.map(Page::finding)
			.sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id))
			.toList();
		return new InsightReport(observed.now(), observed.window(), observed.recording().calls().size(),
				this.settings.apply().word(), insights, checks(inspection), together,
				new ReplayCheck(observed.whatIf().asItIs().requests(), observed.recording().of(What.SENT).size()),
				bottlenecks(open), opportunities(open), Trends.of(observed.recording()), book.history());
	}

	Insight insight(Page page, Observed observed, boolean busy) {
		Finding finding = page.finding();
		String refusal = this.permission.refusal(finding, page.status(), observed.settings().times(), busy);
		return page.insight(new Insight.Apply(finding.applying(), refusal == null,
				this.permission.isMovable(finding.settings()), refusal));
	}

	/**
	 * What all open proposals would bring, from one replay of all of them.
	 */
	static @Nullable Together together(Observed observed, Book book) {
		List<Finding> open = book.pages()
			.stream()
			.filter((page) -> page.status() == Status.OPEN && !page.finding().settings().isEmpty())
			.map(Page::finding)
			.sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id))
			.toList();
		if (open.isEmpty()) {
			return null;
		}
		Map<String, Setting> chosen = chosen(open);
		return new Together(open.stream().map(Finding::id).toList(),
				gain(observed, observed.whatIf().with(chosen.values())), Yaml.of(chosen.values()));
	}

	/** Of two that are about the same property the worse finding's one. */
	static Map<String, Setting> chosen(List<Finding> findings) {
		Map<String, Setting> chosen = new LinkedHashMap<>();
		findings.forEach(
				(finding) -> finding.settings().forEach((setting) -> chosen.putIfAbsent(setting.property(), setting)));
		return chosen;
	}

	static Gain gain(Observed observed, Comparison comparison) {
		return Gain
			.ofRequests(comparison.low(), comparison.high(),
					"One replay of " + observed.recording().calls().size()
							+ " recorded calls with all changes; extrapolated to an hour, from each half and the whole")
			.sooner(comparison.p95Saved());
	}

	private List<Check> checks(Inspection inspection) {
		List<Check> checks = new ArrayList<>();
		inspection.verdicts().forEach((rule, verdict) -> checks.add(check(rule, verdict)));
		return checks;
	}

	private Check check(Rule rule, Verdict verdict) {
		if (this.settings.ignore().contains(rule.id())) {
			return new Check(rule.id(), Outcome.IGNORED, "It is switched off.", rule.criterion());
		}
		if (verdict instanceof Verdict.Found found) {
			return new Check(rule.id(), Outcome.FOUND, "Found " + found.findings().size() + ".", rule.criterion());
		}
		if (verdict instanceof Verdict.Nothing nothing) {
			return new Check(rule.id(), Outcome.NOTHING_FOUND, nothing.looked(), rule.criterion());
		}
		if (verdict instanceof Verdict.TooLittle little) {
			return new Check(rule.id(), Outcome.CANNOT_TELL, little.missing(), rule.criterion());
		}
		return new Check(rule.id(), Outcome.NOT_APPLICABLE, ((Verdict.NotApplicable) verdict).why(), rule.criterion());
	}

	private static List<Bottleneck> bottlenecks(List<Finding> open) {
		return open.stream()
			.filter((finding) -> finding.view().type() == Finding.View.Type.BOTTLENECK)
			.map((finding) -> new Bottleneck(finding.view().area(), finding.why(), finding.view().impact(),
					finding.title()))
			.toList();
	}

	private static List<Opportunity> opportunities(List<Finding> open) {
		return open.stream()
			.filter((finding) -> finding.view().type() == Finding.View.Type.OPPORTUNITY)
			.map((finding) -> new Opportunity(finding.view().area(), potential(finding),
					finding.title() + ". " + finding.fix().text()))
			.toList();
	}

	private static String potential(Finding finding) {
		Gain gain = finding.gain();
		Gain.Range requests = (gain != null) ? gain.requestsPerHour() : null;
		return finding.view().impact()
				+ ((requests != null) ? ": " + requests.low() + " to " + requests.high() + " per hour" : "");
	}

	private static long requests(@Nullable Gain gain) {
		Gain.Range requests = (gain != null) ? gain.requestsPerHour() : null;
		return (requests != null) ? requests.low() : 0;
	}

}
