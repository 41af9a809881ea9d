package io.autotask.performance.actuate;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.autotask.performance.actuate.InsightRequest.InvalidRequestException;
import io.autotask.performance.insight.Insight;
import io.autotask.performance.insight.Insight.Decision;
import io.autotask.performance.insight.InsightRefusedException;
import io.autotask.performance.insight.InsightReport;
import io.autotask.performance.insight.Insights;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Insights as a resource, at {@code /actuator/autotask-insights}: look at them, decide
 * about them, try them. Whoever may only read changes nothing. Operations may block: they
 * wait for whoever is at it.
 */
@WebEndpoint(id = AutotaskInsightsEndpoint.ID, defaultAccess = Access.READ_ONLY)
public class AutotaskInsightsEndpoint {

	/** The endpoint's id. */
	public static final String ID = "autotaskinsights";

	private static final String ACTIONS = "dismiss, snooze, reopen, preview, apply and revert";

	private static final String ANONYMOUS = "anonymous";

	private static final int CONFLICT = 409;

	private final Insights insights;

	/**
	 * The endpoint.
	 * @param insights what it shows
	 */
	public AutotaskInsightsEndpoint(Insights insights) {
		this.insights = insights;
	}

	/**
	 * What was found when it was looked last.
	 * @param severity only these: {@code info}, {@code warning}, {@code critical}
	 * @param status only these, such as {@code open}
	 * @param limit how many findings, 100 when it is not said
	 * @return the report; 400 with the field that is not allowed
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> insights(@Nullable String severity, @Nullable String status,
			@Nullable String limit) {
		return answered(() -> {
			String severe = InsightRequest.oneOf("severity", severity, InsightRequest.SEVERITIES);
			String standing = InsightRequest.oneOf("status", status, InsightRequest.STATUSES);
			InsightReport report = this.insights.report();
			List<Insight> matching = report.findings()
				.stream()
				.filter((insight) -> severe == null || insight.severity().word().equals(severe))
				.filter((insight) -> standing == null || insight.status().word().equals(standing))
				.toList();
			return InsightsDescriptor.of(report, matching, InsightRequest.limit(limit));
		});
	}

	/**
	 * One insight.
	 * @param id its id
	 * @return the insight, or 404
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> insight(@Selector String id) {
		return answered(() -> body(this.insights.find(id), id));
	}

	/**
	 * Looks now, or shows what several insights would bring together.
	 * @param action {@code evaluate} or {@code preview}
	 * @param ids for a preview: which insights, separated by commas
	 * @return the report, or the preview; 400, 404 or 409 with the reason
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> act(@Nullable String action, @Nullable String ids) {
		return answered(() -> switch ((action != null) ? action : "") {
			case "evaluate" -> {
				InsightReport report = this.insights.evaluate();
				yield InsightsDescriptor.of(report, report.findings(), InsightRequest.limit(null));
			}
			case "preview" -> InsightBody.of(this.insights.preview(InsightRequest.ids(ids)));
			default -> throw new InvalidRequestException("action",
					"'action' is '" + action + "', allowed are evaluate and preview");
		});
	}

	/**
	 * Decides about an insight, or tries what it proposes.
	 * @param security who asks
	 * @param id its id
	 * @param action {@code dismiss}, {@code snooze}, {@code reopen}, {@code preview},
	 * {@code apply} or {@code revert}
	 * @param reason for a dismissal: why, in one word
	 * @param note more about it
	 * @param duration for how long: of a snooze, of a dismissal, or of the trial
	 * @return how it stands, or the preview; 400, 404 or 409 with the reason
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> act(SecurityContext security, @Selector String id,
			@Nullable String action, @Nullable String reason, @Nullable String note, @Nullable String duration) {
		String by = name(security);
		return answered(() -> {
			Duration time = InsightRequest.duration("duration", duration);
			return switch ((action != null) ? action : "") {
				case "dismiss" -> body(this.insights.hide(id,
						decision(by, InsightRequest.reason(reason), InsightRequest.note(note), time)), id);
				case "snooze" -> body(this.insights.hide(id,
						decision(by, "snoozed", InsightRequest.note(note), (time != null) ? time : Duration.ofDays(1))),
						id);
				case "reopen" -> body(this.insights.reopen(id, by), id);
				case "preview" -> InsightBody.of(this.insights.preview(List.of(id)));
				case "apply" -> body(this.insights.apply(id, time, by), id);
				case "revert" -> body(this.insights.revert(id, by), id);
				default ->
					throw new InvalidRequestException("action", "'action' is '" + action + "', allowed are " + ACTIONS);
			};
		});
	}

	private Decision decision(String by, String reason, @Nullable String note, @Nullable Duration time) {
		Instant now = this.insights.now();
		return new Decision(by, now, reason, note, (time != null) ? now.plus(time) : null);
	}

	private static OperationResponseBody body(@Nullable Insight insight, String id) {
		if (insight == null) {
			throw InsightRefusedException.unknown(id);
		}
		return InsightBody.of(insight);
	}

	private static String name(SecurityContext security) {
		Principal principal = security.getPrincipal();
		return (principal != null && principal.getName() != null) ? principal.getName() : ANONYMOUS;
	}

	private static WebEndpointResponse<OperationResponseBody> answered(Supplier<OperationResponseBody> answer) {
		try {
			return new WebEndpointResponse<>(answer.get());
		}
		catch (InvalidRequestException invalid) {
			Map<String, Object> body = new LinkedHashMap<>(refusal(invalid));
			body.put("field", invalid.field());
			return new WebEndpointResponse<>(InsightBody.of(body), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (InsightRefusedException refused) {
			return new WebEndpointResponse<>(InsightBody.of(refusal(refused)),
					(refused.reason() == InsightRefusedException.Reason.UNKNOWN) ? WebEndpointResponse.STATUS_NOT_FOUND
							: CONFLICT);
		}
	}

	private static Map<String, Object> refusal(RuntimeException refused) {
		return Map.of("error", "refused", "message", String.valueOf(refused.getMessage()));
	}

}
