package io.autotask.performance.optimizer;

import java.time.Duration;

import io.autotask.performance.optimizer.budget.Budgets.Allowance;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlannerTests {

	private static final Allowance ALLOWANCE = new Allowance(1_000, 7_000);

	private static final QueueSnapshot QUEUE = new QueueSnapshot(0, 3, 0, null, Duration.ofMillis(300));

	@Test
	void readsThatAreMadeAtOnceLeaveTogether() {
		assertThat(plan(Job.gets("tickets", 1_001)).requests()).isEqualTo(3);
		assertThat(Planner.plan(Job.gets("Tickets", 1_001), 1, 3, QUEUE, ALLOWANCE).requests()).isEqualTo(1_001);
	}

	@Test
	void afterAFullPageThereMayBeAnotherOne() {
		assertThat(plan(Job.scan("Tickets", 1_000_000)).requests()).isEqualTo(2_001);
		assertThat(plan(Job.scan("Tickets", 499)).requests()).isEqualTo(1);
		assertThat(plan(Job.scan("Tickets", 0)).requests()).isEqualTo(1);
	}

	@Test
	void saysWhatItTakesOfTheHourAndOfTime() {
		Plan plan = plan(Job.requests("Tickets", 700));
		assertThat(plan).isEqualTo(new Plan(700, 10.0, true, 0, Duration.ofMillis(300 * 234)));
	}

	@Test
	void saysHowLongTheHourHasToBeWaitedFor() {
		assertThat(plan(Job.requests("Tickets", 1_001))).extracting(Plan::fitsNow, Plan::hours)
			.containsExactly(false, 1L);
		assertThat(plan(Job.requests("Tickets", 15_001)).hours()).isEqualTo(3);
		assertThat(Planner.plan(Job.requests("Tickets", 5), 500, 3, QUEUE, new Allowance(0, 0)).hours()).isEqualTo(5);
	}

	@Test
	void whatIsNotKnownIsNull() {
		Plan plan = Planner.plan(Job.requests("Tickets", 5), 500, 3, null, null);
		assertThat(plan).isEqualTo(new Plan(5, null, true, 0, null));
	}

	@Test
	void namesWhatIsNotAllowed() {
		assertThatIllegalArgumentException().isThrownBy(() -> Job.gets("Tickets", -1))
			.withMessage("The count of a job is -1, allowed are 0 and above");
		assertThatIllegalArgumentException().isThrownBy(() -> Job.gets("Tickets", 1).withPriority(11))
			.withMessage("The priority of a job is 11, allowed are 1 to 10");
	}

	private static Plan plan(Job job) {
		return Planner.plan(job, 500, 3, QUEUE, ALLOWANCE);
	}

}
