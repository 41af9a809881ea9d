package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.autotask.performance.cache.Tag.Kind;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallKey;

/**
 * The names by which instances share answers, and the marks on which these depend. The
 * same in every instance, and nothing can be read from them: they are digests (SHA-256)
 * of what identifies a call, in which credentials and filters are digests already.
 */
final class Marks {

	/** What reads depend on; the rest is for values that the application keeps itself. */
	private static final Set<Kind> OF_READS = Set.of(Kind.EVERYTHING, Kind.METADATA, Kind.ALL_ROWS, Kind.ROW,
			Kind.LISTS, Kind.IDENTITY);

	private Marks() {
	}

	/**
	 * The name of the answer to a read.
	 */
	static String nameOf(CallKey key) {
		return name("answer", key.origin().toString(), key.identity(), key.entity(), key.operation().name(),
				key.subject(), String.valueOf(key.form()));
	}

	/**
	 * What the answer to a read depends on.
	 */
	static List<String> ofRead(ApiCall call) {
		Set<String> marks = new LinkedHashSet<>(of(Reach.ofRead(call)));
		marks.add(ofEntity(call.entity()));
		return List.copyOf(marks);
	}

	/**
	 * What a write may change. Which lists exactly, only an instance that knows their
	 * rows can tell.
	 */
	static List<String> ofWrite(WriteReach reach) {
		Set<String> marks = new LinkedHashSet<>(of(reach.tags()));
		reach.effects().forEach((effect) -> marks.add(name(Tag.lists(effect.origin(), effect.entity()))));
		return List.copyOf(marks);
	}

	static List<String> of(Collection<Tag> tags) {
		return tags.stream()
			.filter((tag) -> tag.origin() != null && OF_READS.contains(tag.kind()))
			.map(Marks::name)
			.toList();
	}

	/**
	 * What patterns may name, at any origin; nothing when that may be everything.
	 */
	static List<String> ofPatterns(Collection<NamePattern> patterns) {
		Set<String> marks = new LinkedHashSet<>();
		for (NamePattern pattern : patterns) {
			String entity = pattern.entity();
			if (entity == null) {
				return List.of();
			}
			marks.add(ofEntity(entity));
		}
		return List.copyOf(marks);
	}

	/**
	 * Everything about an entity, at any origin.
	 */
	static String ofEntity(String entity) {
		return name(Tag.anything(entity));
	}

	private static String name(Tag tag) {
		return name("tag", String.valueOf(tag.origin()), tag.kind().name(), tag.subject());
	}

	private static String name(String... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String part : parts) {
				digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
			}
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), 18));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
