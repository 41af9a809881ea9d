package io.autotask.performance.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.insight.Insight;
import io.autotask.performance.insight.InsightEvent;
import io.autotask.performance.insight.InsightReport;
import io.autotask.performance.insight.finding.Evidence;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The insights as the endpoint answers them: written by the actuator's own mapper, so
 * that no setting of the application's changes their shape.
 *
 * @param timestamp see {@link InsightReport#timestamp()}
 * @param window see {@link InsightReport#window()}
 * @param calls see {@link InsightReport#calls()}
 * @param apply see {@link InsightReport#apply()}
 * @param total how many findings there are that match
 * @param truncated whether some of them were left out
 * @param findings those that match, up to the limit
 * @param checks see {@link InsightReport#checks()}
 * @param together see {@link InsightReport#together()}
 * @param replay see {@link InsightReport#replay()}
 * @param bottlenecks see {@link InsightReport#bottlenecks()}
 * @param opportunities see {@link InsightReport#opportunities()}
 * @param trends see {@link InsightReport#trends()}
 * @param history see {@link InsightReport#history()}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InsightsDescriptor(Instant timestamp, Evidence.Window window, long calls, String apply, int total,
		boolean truncated, List<Insight> findings, List<InsightReport.Check> checks,
		InsightReport.@Nullable Together together, InsightReport.ReplayCheck replay,
		List<InsightReport.Bottleneck> bottlenecks, List<InsightReport.Opportunity> opportunities,
		List<InsightReport.Trend> trends, List<InsightEvent> history) implements OperationResponseBody {

	static InsightsDescriptor of(InsightReport report, List<Insight> matching, int limit) {
		return new InsightsDescriptor(report.timestamp(), report.window(), report.calls(), report.apply(),
				matching.size(), matching.size() > limit, matching.stream().limit(limit).toList(), report.checks(),
				report.together(), report.replay(), report.bottlenecks(), report.opportunities(), report.trends(),
				report.history());
	}

}
