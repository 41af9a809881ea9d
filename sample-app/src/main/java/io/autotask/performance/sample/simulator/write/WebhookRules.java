package io.autotask.performance.sample.simulator.write;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks get a GUID, and call nobody but this machine: the simulator must not be a way
 * to send requests elsewhere.
 */
final class WebhookRules implements EntityRules {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final int MOST_ACTIVE = 50;

	private WebhookRules() {
	}

	/** The rules of one of the webhook entities. */
	static EntityRules of(String entity) {
		if (entity.endsWith("Webhooks")) {
			return new WebhookRules();
		}
		return entity.endsWith("Fields") ? new WebhookFieldRules() : NONE;
	}

	@Override
	public void prepare(Draft draft, WriteContext context) {
		String source = draft.schema().name() + draft.id();
		draft.set("webhookGUID", UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString());
		draft.set("isReady", false);
		if (draft.value("ownerResourceID") == null) {
			draft.set("ownerResourceID", context.actor().resourceId());
		}
	}

	@Override
	public void settle(Draft draft, @Nullable Row before, WriteContext context) {
		checkTarget(draft, "webhookUrl");
		checkTarget(draft, "deactivationUrl");
		if (Boolean.TRUE.equals(draft.value("isActive")) && activeBeside(draft, context) >= MOST_ACTIVE) {
			throw new RefusedException("There are already " + MOST_ACTIVE + " active webhooks of this entity type.");
		}
	}

	private static int activeBeside(Draft draft, WriteContext context) {
		Field active = draft.schema().require("isActive");
		Iterator<Row> rows = context.tenant().table(draft.schema()).rows(Selection.all());
		int count = 0;
		while (rows.hasNext()) {
			Row row = rows.next();
			count += (row.id() != draft.id() && Boolean.TRUE.equals(row.value(active))) ? 1 : 0;
		}
		return count;
	}

	private static void checkTarget(Draft draft, String field) {
		String url = String.valueOf(draft.value(field));
		if (!isLoopback(url)) {
			throw new RefusedException("Value [" + url + "] of " + field
					+ " is not allowed: the simulator calls http and https URLs of localhost, 127.0.0.1 and [::1] only.");
		}
	}

	private static boolean isLoopback(String url) {
		try {
			URI uri = URI.create(url);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
					&& LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
