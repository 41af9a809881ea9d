package io.autotask.performance.autoconfigure;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.autotask.performance.insight.InsightEvent;
import io.autotask.performance.insight.InsightEvent.Change;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the application's audit who changed what; that something was found is no such
 * matter.
 */
final class InsightAudit implements Consumer<InsightEvent> {

	private static final Set<Change> OF_NOBODY = EnumSet.of(Change.RAISED, Change.RESOLVED);

	private final ApplicationEventPublisher events;

	InsightAudit(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void accept(InsightEvent event) {
		if (OF_NOBODY.contains(event.change())) {
			return;
		}
		Map<String, Object> data = new LinkedHashMap<>(event.details());
		data.put("insight", event.id());
		this.events.publishEvent(new AuditApplicationEvent(new AuditEvent(event.at(), event.by(),
				"AUTOTASK_INSIGHT_" + event.change().name().toUpperCase(Locale.ROOT), data)));
	}

}
