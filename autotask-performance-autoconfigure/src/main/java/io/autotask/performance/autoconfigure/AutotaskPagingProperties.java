package io.autotask.performance.autoconfigure;

import io.autotask.performance.client.ClientSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code AutotaskClient} reads all rows of a query.
 *
 * @param pageSize Most rows on a page, 1 to 500. Pages of large rows get smaller by
 * themselves.
 * @param prefetch Pages that a stream asks for ahead. 0 asks when a row is wanted.
 * @param parallelism Ranges of ids that a stream reads at once. With 1 its rows come in
 * the order of their ids, with more they come faster and in no order.
 */
@ConfigurationProperties("autotask.performance.paging")
record AutotaskPagingProperties(@DefaultValue("500") int pageSize, @DefaultValue("1") int prefetch,
		@DefaultValue("1") int parallelism) {

	private static final int MOST_ROWS = 500;

	private static final int MOST_AHEAD = 20;

	/**
	 * The settings, checked.
	 */
	ClientSettings.Paging settings() {
		return new ClientSettings.Paging(between("page-size", this.pageSize, 1, MOST_ROWS),
				between("prefetch", this.prefetch, 0, MOST_AHEAD),
				between("parallelism", this.parallelism, 1, ClientSettings.Paging.MOST_PARALLEL));
	}

	private static int between(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw new InvalidSettingException("autotask.performance.paging." + name, value,
					"it must be from " + least + " to " + most,
					"Set it to a number from " + least + " to " + most + ".");
		}
		return value;
	}

}
