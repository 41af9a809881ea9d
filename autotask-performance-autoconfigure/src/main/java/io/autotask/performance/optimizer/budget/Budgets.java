package io.autotask.performance.optimizer.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.call.Origin;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * A budget for each tenant. Which database is behind an origin is not known, so tenants
 * of one origin share one: then less is sent than might be, and never more. Thread-safe.
 * Bounded: the origin that was not used for longest is forgotten.
 */
public final class Budgets {

	private static final int MAX_TENANTS = 100;

	private final BudgetSettings settings;

	private final TimeSource time;

	private final Map<Origin, TenantBudget> tenants = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Budgets of which nothing is spent.
	 * @param settings how many requests an hour has
	 * @param time the clock
	 */
	public Budgets(BudgetSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
	}

	/**
	 * The budget that a request to an origin is paid from.
	 * @param origin the origin
	 * @return the budget, always the same one while it is in use
	 */
	public synchronized TenantBudget of(Origin origin) {
		TenantBudget budget = this.tenants.get(origin);
		if (budget == null) {
			if (this.tenants.size() >= MAX_TENANTS) {
				this.tenants.remove(this.tenants.keySet().iterator().next());
			}
			budget = new TenantBudget(this.settings, this.time);
			this.tenants.put(origin, budget);
		}
		return budget;
	}

	/**
	 * The budgets at this moment.
	 * @return a picture
	 */
	public BudgetSnapshot snapshot() {
		List<BudgetSnapshot.Scope> scopes = new ArrayList<>();
		copy().forEach((origin, budget) -> scopes.add(budget.snapshot(origin.toString())));
		scopes.sort(Comparator.comparingDouble(Budgets::usage).reversed());
		return new BudgetSnapshot(scopes);
	}

	/**
	 * What is left for somebody of a rank, of the tenant of whom least is left.
	 * @param rank who
	 * @return how much, or null when there is no limit
	 */
	public @Nullable Allowance allowance(Rank rank) {
		Allowance least = null;
		for (TenantBudget budget : copy().values()) {
			Integer left = budget.left(rank);
			Integer perHour = budget.perHour(rank);
			if (left != null && perHour != null && (least == null || left < least.left())) {
				least = new Allowance(left, perHour);
			}
		}
		if (least != null || this.settings.requestsPerHour() == BudgetSettings.UNLIMITED) {
			return least;
		}
		int all = (int) (((long) this.settings.requestsPerHour() * this.settings.ceiling(rank) + 99) / 100);
		return new Allowance(all, all);
	}

	private synchronized Map<Origin, TenantBudget> copy() {
		return new LinkedHashMap<>(this.tenants);
	}

	private static double usage(BudgetSnapshot.Scope scope) {
		return (scope.usage() != null) ? scope.usage() : 0;
	}

	/**
	 * What somebody may spend.
	 *
	 * @param left requests that may be sent now
	 * @param perHour requests that may be sent in an hour
	 */
	public record Allowance(int left, int perHour) {

	}

}
