package io.autotask.performance.sample.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.sample.simulator.api.Json;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.WireDates;
import io.autotask.performance.sample.simulator.write.WriteEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is told of a write, or that it is switched off. Entities have their old
 * names in it.
 */
final class Payload {

	private static final Map<String, String> OLD_NAMES = Map.of("Company", "Account", "ConfigurationItem",
			"InstalledProduct");

	private Payload() {
	}

	/**
	 * What to send, or {@code null} if the webhook does not want to know.
	 * @param sequence number of this event of the webhook
	 */
	static @Nullable String of(WriteEvent event, Subscription subscription, long sequence) {
		Action action = Action.of(event);
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		boolean calls = collect(event, subscription, action, fields);
		if (!subscription.isTrue(action.subscribed) || !calls) {
			return null;
		}
		String entity = event.entity().singular();
		return text(Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("Action", action.wireName);
			json.writeStringProperty("Guid", subscription.text("webhookGUID"));
			json.writeStringProperty("EntityType", OLD_NAMES.getOrDefault(entity, entity));
			json.writeNumberProperty("Id", event.id());
			json.writeObjectPropertyStart("Fields");
			fields.forEach((name, value) -> {
				json.writeName(name);
				Json.writeValue(json, value);
			});
			json.writeEndObject();
			json.writeStringProperty("EventTime", WireDates.format(event.at()));
			json.writeNumberProperty("SequenceNumber", sequence);
			json.writeNumberProperty("PersonID", event.personId());
			json.writeEndObject();
		}));
	}

	/** What the deactivation URL is told. */
	static String deactivated(Subscription subscription, Instant at) {
		return text(Json.write((json) -> {
			json.writeStartObject();
			json.writeStringProperty("Action", "Deactivated");
			json.writeStringProperty("Guid", subscription.text("webhookGUID"));
			json.writeStringProperty("EventTime", WireDates.format(at));
			json.writeEndObject();
		}));
	}

	/** Collects the fields to show. Returns whether the event is told at all. */
	private static boolean collect(WriteEvent event, Subscription subscription, Action action,
			Map<String, @Nullable Object> shown) {
		Row before = event.before();
		Row after = event.after();
		Row row = (after != null) ? after : before;
		boolean calls = action != Action.UPDATE;
		if (row == null) {
			return false;
		}
		for (var chosen : subscription.fields()) {
			boolean changed = before == null || after == null
					|| Subscription.differ(before.value(chosen.field()), after.value(chosen.field()));
			calls |= chosen.calls(changed);
			if (chosen.isShown(changed)) {
				shown.put(chosen.field().name(), row.value(chosen.field()));
			}
		}
		for (var chosen : subscription.userDefined()) {
			boolean changed = before == null || after == null
					|| Subscription.differ(before.value(chosen.field()), after.value(chosen.field()));
			calls |= chosen.calls(changed);
			if (chosen.isShown(changed)) {
				shown.put(chosen.field().name(), row.value(chosen.field()));
			}
		}
		return calls;
	}

	private static String text(byte[] json) {
		return new String(json, StandardCharsets.UTF_8);
	}

	/** What was done to a row, and the field of a webhook that asks for it. */
	private enum Action {

		CREATE("Create", "isSubscribedToCreateEvents"), UPDATE("Update", "isSubscribedToUpdateEvents"),
		DELETE("Delete", "isSubscribedToDeleteEvents");

		private final String wireName;

		private final String subscribed;

		Action(String wireName, String subscribed) {
			this.wireName = wireName;
			this.subscribed = subscribed;
		}

		static Action of(WriteEvent event) {
			if (event.before() == null) {
				return CREATE;
			}
			return (event.after() == null) ? DELETE : UPDATE;
		}

	}

}
