package io.autotask.performance.sample.web;

import io.autotask.performance.sample.traffic.Traffic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * The button that lets invented users come and go.
 */
@Controller
@ConditionalOnBooleanProperty("sample.simulator.enabled")
class TrafficController {

	private final Traffic traffic;

	TrafficController(Traffic traffic) {
		this.traffic = traffic;
	}

	@PostMapping("/traffic")
	Rendering change(@ModelAttribute Wish wish) {
		if (wish.running()) {
			this.traffic.start();
		}
		else {
			this.traffic.stop();
		}
		return Rendering.redirectTo("/").build();
	}

	/**
	 * What the button sends.
	 *
	 * @param running whether there shall be traffic
	 */
	record Wish(boolean running) {

	}

}
