package com.example.desk;

import java.util.Collection;

import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application that reads names one by one. */
public final class Desk {

	private final WebClient autotask;

	public Desk(WebClient autotask) {
		this.autotask = autotask;
	}

	public Flux<String> names(Collection<Long> companies) {
		return Flux.fromIterable(companies).flatMap(this::name);
	}

	private Mono<String> name(long company) {
		return this.autotask.get().uri("/Companies/{id}", company).retrieve().bodyToMono(String.class);
	}

}
