package io.autotask.performance.sample.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.autotask.performance.sample.desk.Board;
import io.autotask.performance.sample.desk.Company;
import io.autotask.performance.sample.desk.NewTicket;
import io.autotask.performance.sample.desk.ServiceDesk;
import io.autotask.performance.sample.desk.TicketPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The same as JSON.
 */
@RestController
@RequestMapping("/api")
class DeskApi {

	private final ServiceDesk desk;

	DeskApi(ServiceDesk desk) {
		this.desk = desk;
	}

	@GetMapping("/tickets")
	Mono<Board> tickets(@RequestParam(required = false) @Nullable Long after) {
		return this.desk.openTickets(after);
	}

	@GetMapping("/tickets/{id}")
	Mono<TicketPage> ticket(@PathVariable long id) {
		return this.desk.ticket(id);
	}

	@PatchMapping("/tickets/{id}")
	Mono<TicketPage> changeStatus(@PathVariable long id, @Valid @RequestBody StatusChange change) {
		return this.desk.changeStatus(id, Objects.requireNonNull(change.status())).then(this.desk.ticket(id));
	}

	@PostMapping("/tickets")
	Mono<ResponseEntity<Map<String, Long>>> create(@Valid @RequestBody NewTicket ticket) {
		return this.desk.create(ticket)
			.map((id) -> ResponseEntity.created(URI.create("/api/tickets/" + id)).body(Map.of("id", id)));
	}

	@GetMapping("/companies")
	Mono<List<Company>> companies(@RequestParam(defaultValue = "") String search) {
		return this.desk.companies(search);
	}

	/**
	 * What is to change.
	 *
	 * @param status a value of the picklist
	 */
	record StatusChange(@NotNull(message = "Give a status.") @Nullable Integer status) {

	}

}
