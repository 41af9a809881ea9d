package io.autotask.performance.sample.web;

import java.util.Objects;

import io.autotask.performance.sample.desk.NewTicket;
import io.autotask.performance.sample.desk.ServiceDesk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/**
 * The pages.
 */
@Controller
class BoardController {

	private final ServiceDesk desk;

	BoardController(ServiceDesk desk) {
		this.desk = desk;
	}

	@GetMapping("/")
	Mono<Rendering> board(@RequestParam(required = false) @Nullable Long after) {
		return this.desk.openTickets(after)
			.map((board) -> Rendering.view("board").modelAttribute("board", board).build());
	}

	@GetMapping("/tickets/{id}")
	Mono<Rendering> ticket(@PathVariable long id) {
		return Mono.zip(this.desk.ticket(id), this.desk.picklists())
			.map((both) -> Rendering.view("ticket")
				.modelAttribute("page", both.getT1())
				.modelAttribute("picklists", both.getT2())
				.build());
	}

	@PostMapping("/tickets/{id}/status")
	Mono<Rendering> changeStatus(@PathVariable long id, @Valid @ModelAttribute StatusForm form) {
		return this.desk.changeStatus(id, Objects.requireNonNull(form.status()))
			.thenReturn(Rendering.redirectTo("/tickets/" + id).build());
	}

	@GetMapping("/tickets/new")
	Mono<Rendering> newTicket(@RequestParam(required = false) @Nullable Long companyID) {
		return (companyID != null) ? form(NewTicket.of(companyID), null)
				: Mono.just(Rendering.redirectTo("/companies").build());
	}

	@PostMapping("/tickets")
	Mono<Rendering> create(@Valid @ModelAttribute("form") NewTicket form, BindingResult mistakes) {
		if (mistakes.hasErrors()) {
			return form(form, mistakes);
		}
		return this.desk.create(form).map((id) -> Rendering.redirectTo("/tickets/" + id).build());
	}

	@GetMapping("/companies")
	Mono<Rendering> companies(@RequestParam(defaultValue = "") String search) {
		return this.desk.companies(search)
			.map((companies) -> Rendering.view("companies")
				.modelAttribute("search", search)
				.modelAttribute("companies", companies)
				.build());
	}

	private Mono<Rendering> form(NewTicket form, @Nullable BindingResult mistakes) {
		return Mono.zip(this.desk.companyName(form.companyID()), this.desk.picklists()).map((both) -> {
			Rendering.Builder<?> page = Rendering.view("new-ticket")
				.modelAttribute("form", form)
				.modelAttribute("company", both.getT1())
				.modelAttribute("picklists", both.getT2());
			if (mistakes != null) {
				page.modelAttribute(BindingResult.MODEL_KEY_PREFIX + "form", mistakes)
					.status(HttpStatus.UNPROCESSABLE_CONTENT);
			}
			return page.build();
		});
	}

	/**
	 * What the ticket page sends.
	 *
	 * @param status a value of the picklist
	 */
	record StatusForm(@NotNull @Nullable Integer status) {

	}

}
