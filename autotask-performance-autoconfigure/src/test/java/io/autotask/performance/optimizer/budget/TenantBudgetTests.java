package io.autotask.performance.optimizer.budget;

import java.time.Duration;

import io.autotask.performance.call.Origin;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantBudgetTests {

	private final ManualTime time = new ManualTime();

	private final Budgets budgets = new Budgets(new BudgetSettings(100, Duration.ofMinutes(1), 70), this.time);

	private final TenantBudget budget = this.budgets.of(Calls.ORIGIN);

	@Test
	void whenItRunsShortBackgroundStopsFirstAndPeopleLast() {
		take(69);
		assertThat(mayNow(Rank.BACKGROUND)).isTrue();
		take(1);
		assertThat(mayNow(Rank.BACKGROUND)).isFalse();
		assertThat(mayNow(Rank.NORMAL)).isTrue();
		take(25);
		assertThat(mayNow(Rank.NORMAL)).isFalse();
		assertThat(mayNow(Rank.WRITE)).isTrue();
		take(3);
		assertThat(mayNow(Rank.WRITE)).isFalse();
		assertThat(mayNow(Rank.INTERACTIVE)).isTrue();
		take(2);
		assertThat(mayNow(Rank.INTERACTIVE)).isFalse();
	}

	@Test
	void saysWhenToComeBack() {
		take(100);
		this.time.pass(Duration.ofMinutes(50));
		long comesBack = this.budget.availableAt(Rank.INTERACTIVE, now()) - now();
		assertThat(Duration.ofNanos(comesBack)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
		this.time.pass(Duration.ofNanos(comesBack));
		assertThat(mayNow(Rank.INTERACTIVE)).isTrue();
	}

	@Test
	void whatOthersSpendIsNotThereForUs() {
		take(20);
		read(60, null);
		assertThat(scope().usedByOthers()).isEqualTo(40);
		assertThat(scope().used()).isEqualTo(60);
		assertThat(scope().source()).isEqualTo("autotask");
		take(10);
		assertThat(mayNow(Rank.BACKGROUND)).isFalse();
		assertThat(mayNow(Rank.NORMAL)).isTrue();
	}

	@Test
	void whatOthersSpendIsTakenToGrowAsItDid() {
		read(10, null);
		this.time.pass(Duration.ofMinutes(10));
		read(30, null);
		this.time.pass(Duration.ofMinutes(10));
		assertThat(scope().used()).isEqualTo(50);
		this.time.pass(Duration.ofMinutes(50));
		assertThat(scope().used()).as("nothing was read for an hour").isZero();
		assertThat(scope().usedByOthers()).isNull();
		assertThat(scope().source()).isEqualTo("own-count");
	}

	@Test
	void whenOthersUseUpEverythingThatMayChangeSoon() {
		read(500, null);
		long comesBack = this.budget.availableAt(Rank.INTERACTIVE, now()) - now();
		assertThat(Duration.ofNanos(comesBack)).isEqualTo(Duration.ofMinutes(1));
		assertThat(scope().remaining()).isZero();
	}

	@Test
	void autotaskMaySayLessThanWasSetAndNotMore() {
		read(0, 50);
		assertThat(scope().limit()).isEqualTo(50);
		read(0, 20_000);
		assertThat(scope().limit()).isEqualTo(100);
	}

	@Test
	void autotaskIsAskedRarelyAndMoreOftenWhenItMatters() {
		assertThat(this.budget.isToBeRead()).as("before anything was sent").isFalse();
		take(1);
		assertThat(this.budget.isToBeRead()).as("a percent of the hour").isTrue();
		assertThat(this.budget.isToBeRead()).as("while it is being read").isFalse();
		this.budget.read(new ThresholdReading(1, null), 1);
		this.time.pass(Duration.ofMinutes(4));
		assertThat(this.budget.isToBeRead()).isFalse();
		this.time.pass(Duration.ofMinutes(1));
		assertThat(this.budget.isToBeRead()).isTrue();
		take(49);
		this.budget.read(new ThresholdReading(50, null), 50);
		this.time.pass(Duration.ofSeconds(59));
		assertThat(this.budget.isToBeRead()).isFalse();
		this.time.pass(Duration.ofSeconds(1));
		assertThat(this.budget.isToBeRead()).isTrue();
	}

	@Test
	void whereAutotaskDoesNotTellItIsAskedAgainInAnHour() {
		take(1);
		assertThat(this.budget.isToBeRead()).isTrue();
		this.budget.unread(true);
		this.time.pass(Duration.ofMinutes(59));
		assertThat(this.budget.isToBeRead()).isFalse();
		this.time.pass(Duration.ofMinutes(1));
		assertThat(this.budget.isToBeRead()).isTrue();
		this.budget.unreadIfReading();
		this.budget.unreadIfReading();
		this.time.pass(Duration.ofMinutes(5));
		assertThat(this.budget.isToBeRead()).isTrue();
	}

	@Test
	void aSuspensionIsForEverybodyAndOneFindsOutWhetherItIsOver() {
		this.budget.exhausted(Duration.ZERO);
		assertThat(mayNow(Rank.INTERACTIVE)).isFalse();
		assertThat(scope().suspendedFor()).isEqualTo(Duration.ofMinutes(1));
		assertThat(this.budget.isToBeRead()).isFalse();
		this.time.pass(Duration.ofMinutes(1));
		assertThat(mayNow(Rank.BACKGROUND)).isTrue();
		take(1);
		assertThat(mayNow(Rank.INTERACTIVE)).as("while one finds out").isFalse();
		this.budget.exhausted(Duration.ofMinutes(3));
		this.time.pass(Duration.ofMinutes(2));
		assertThat(mayNow(Rank.INTERACTIVE)).isFalse();
		this.time.pass(Duration.ofMinutes(1));
		long sentAt = now();
		take(1);
		assertThat(this.budget.answered(sentAt)).isTrue();
		assertThat(this.budget.answered(sentAt)).as("no news").isFalse();
		assertThat(mayNow(Rank.BACKGROUND)).isTrue();
		assertThat(scope().suspendedFor()).isNull();
	}

	@Test
	void anAnswerToWhatWasSentBeforeSaysNothingOfASuspension() {
		long sentAt = now();
		this.time.pass(Duration.ofSeconds(1));
		this.budget.exhausted(Duration.ZERO);
		assertThat(this.budget.answered(sentAt)).isFalse();
		assertThat(mayNow(Rank.INTERACTIVE)).isFalse();
	}

	@Test
	void whoWasToFindOutAndWasNotSentLetsTheNextOneDoIt() {
		this.budget.exhausted(Duration.ZERO);
		this.time.pass(Duration.ofMinutes(1));
		long receipt = this.budget.take(now());
		assertThat(mayNow(Rank.INTERACTIVE)).isFalse();
		this.budget.giveBack(receipt);
		assertThat(mayNow(Rank.INTERACTIVE)).isTrue();
		assertThat(scope().used()).isZero();
	}

	@Test
	void autotaskIsNotLeftAloneForLongerThanTenMinutes() {
		this.budget.exhausted(Duration.ofDays(1));
		this.time.pass(Duration.ofMinutes(10));
		assertThat(mayNow(Rank.BACKGROUND)).isTrue();
	}

	@Test
	void withoutALimitNothingIsRefusedAndAutotaskIsNotAsked() {
		TenantBudget unlimited = new Budgets(BudgetSettings.defaults().unlimited(), this.time).of(Calls.ORIGIN);
		for (int i = 0; i < 20_000; i++) {
			unlimited.take(now());
		}
		assertThat(unlimited.availableAt(Rank.BACKGROUND, now())).isLessThanOrEqualTo(now());
		assertThat(unlimited.isToBeRead()).isFalse();
		assertThat(unlimited.snapshot("").limit()).isNull();
		assertThat(unlimited.snapshot("").used()).isEqualTo(20_000);
	}

	@Test
	void tenantsOfManyOriginsAreForgottenInTheOrderOfTheirUse() {
		take(1);
		for (int i = 0; i < 100; i++) {
			this.budgets.of(new Origin("https", "other" + i + ".autotask.net", 443));
		}
		assertThat(this.budgets.snapshot().scopes()).hasSize(100);
		assertThat(this.budgets.of(Calls.ORIGIN)).isNotSameAs(this.budget);
	}

	@Test
	void whatMayBeSpentIsThatOfTheTenantOfWhomLeastIsLeft() {
		assertThat(new Budgets(new BudgetSettings(100, Duration.ZERO, 70), this.time).allowance(Rank.BACKGROUND))
			.isEqualTo(new Budgets.Allowance(70, 70));
		take(60);
		this.budgets.of(new Origin("https", "other.autotask.net", 443)).take(now());
		assertThat(this.budgets.allowance(Rank.BACKGROUND)).isEqualTo(new Budgets.Allowance(10, 70));
		assertThat(this.budgets.snapshot().scopes().get(0).scope()).contains("webservices5");
	}

	private boolean mayNow(Rank rank) {
		return this.budget.availableAt(rank, now()) - now() <= 0;
	}

	private void take(int requests) {
		for (int i = 0; i < requests; i++) {
			this.budget.take(now());
		}
	}

	private void read(int count, Integer limit) {
		this.budget.read(new ThresholdReading(count, limit), this.budget.ownLately());
	}

	private BudgetSnapshot.Scope scope() {
		return this.budget.snapshot("scope");
	}

	private long now() {
		return this.time.nanos();
	}

}
