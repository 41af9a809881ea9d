package io.autotask.performance.insight.trial;

import java.util.List;

import io.autotask.performance.insight.replay.Setting;

/**
 * Several levers, each for settings of its own.
 *
 * @param levers the levers
 */
public record Levers(List<Lever> levers) implements Lever {

	@Override
	public boolean isMovable(Setting setting) {
		return this.levers.stream().anyMatch((lever) -> lever.isMovable(setting));
	}

	@Override
	public Undo move(Setting setting) {
		return this.levers.stream()
			.filter((lever) -> lever.isMovable(setting))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"'" + setting.property() + "' cannot be changed while the application runs"))
			.move(setting);
	}

}
