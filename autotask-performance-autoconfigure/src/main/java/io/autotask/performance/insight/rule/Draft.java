package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Evidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Fix;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.finding.Yaml;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A finding that is being written.
 */
final class Draft {

	private static final String DOCS = "docs/insights.md#";

	private final String rule;

	private final String object;

	private final String title;

	private final List<Evidence.Item> items = new ArrayList<>();

	private final List<Evidence.Sample> samples = new ArrayList<>();

	private Severity severity = Severity.WARNING;

	private Confidence confidence = Confidence.MEDIUM;

	private Finding.View view = Finding.View.opportunity("requests", "Fewer requests");

	private String why = "";

	private @Nullable Gain gain;

	private Risk risk = Risk.NONE;

	private String text = "";

	private @Nullable String code;

	private Applying applying = Applying.NONE;

	private List<Setting> settings = List.of();

	Draft(Rule rule, String object, String title) {
		this.rule = rule.id();
		this.object = object;
		this.title = title;
	}

	Draft severity(Severity value) {
		this.severity = value;
		return this;
	}

	Draft confidence(Confidence value) {
		this.confidence = value;
		return this;
	}

	Draft bottleneck(String component, String impact) {
		this.view = Finding.View.bottleneck(component, impact);
		return this;
	}

	Draft opportunity(String area, String potential) {
		this.view = Finding.View.opportunity(area, potential);
		return this;
	}

	Draft why(String value) {
		this.why = value;
		return this;
	}

	Draft item(String key, String current) {
		this.items.add(new Evidence.Item(key, current, null));
		return this;
	}

	Draft item(String key, String current, String proposed) {
		this.items.add(new Evidence.Item(key, current, proposed));
		return this;
	}

	Draft sample(String fingerprint, long count, @Nullable String caller) {
		this.samples.add(new Evidence.Sample(fingerprint, count, caller));
		return this;
	}

	Draft gain(@Nullable Gain value) {
		this.gain = value;
		return this;
	}

	Draft risk(Risk.Level level, String value) {
		this.risk = new Risk(level, value);
		return this;
	}

	Draft fix(String value) {
		this.text = value;
		return this;
	}

	Draft code(String value) {
		this.code = value;
		this.applying = Applying.CODE;
		return this;
	}

	Draft set(Applying by, Setting... changes) {
		this.applying = by;
		this.settings = List.of(changes);
		return this;
	}

	Finding over(Observed observed, long calls) {
		return new Finding(this.rule, this.object, this.title, this.severity, this.confidence, this.view, this.why,
				new Evidence(observed.window(), calls, List.copyOf(this.items), List.copyOf(this.samples)), this.gain,
				this.risk, new Fix(this.text, this.settings.isEmpty() ? null : Yaml.of(this.settings), this.code,
						DOCS + this.rule),
				this.applying, this.settings);
	}

}
