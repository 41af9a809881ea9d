package io.autotask.performance.sample.simulator.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.autotask.performance.sample.simulator.schema.Verbs.Verb;
import org.jspecify.annotations.Nullable;

/**
 * Every entity of the API, what can be done with it, and where it hangs below a parent.
 * Immutable; names are found in any case.
 */
public final class Catalog {

	private final Map<String, EntitySchema> entities = new LinkedHashMap<>();

	private final Map<String, Verbs> roots = new LinkedHashMap<>();

	private final Map<String, ChildCollection> children = new LinkedHashMap<>();

	private Catalog() {
	}

	/** Reads the descriptions that are packaged with the simulator. */
	public static Catalog load() {
		Catalog catalog = new Catalog();
		List<String> lines = lines("methods.matrix").orElseThrow();
		catalog.readRoots(lines);
		catalog.readChildren(lines);
		return catalog;
	}

	/** The root entity of this name. */
	public @Nullable EntitySchema root(String name) {
		String key = key(name);
		return this.roots.containsKey(key) ? this.entities.get(key) : null;
	}

	/** All root entities, in the order of the matrix. */
	public Collection<EntitySchema> roots() {
		return this.roots.keySet().stream().map(this::known).toList();
	}

	/** What the root of an entity takes. */
	public Verbs verbs(EntitySchema entity) {
		return this.roots.getOrDefault(key(entity.name()), Verbs.NONE);
	}

	public @Nullable ChildCollection child(String parent, String segment) {
		return this.children.get(key(parent) + "/" + key(segment));
	}

	/** Whether the verb is taken anywhere, at the root or below a parent. */
	public boolean takes(EntitySchema entity, Verb verb) {
		return verbs(entity).has(verb) || this.children.values()
			.stream()
			.anyMatch((child) -> child.entity().equals(entity) && child.verbs().has(verb));
	}

	private void readRoots(List<String> lines) {
		Verbs verbs = Verbs.NONE;
		for (String line : lines) {
			if (line.startsWith("child ")) {
				break;
			}
			if (line.startsWith("root ")) {
				verbs = Verbs.parse(line.substring("root ".length()));
			}
			else if (line.startsWith("  ")) {
				EntitySchema entity = schema(line.trim());
				this.entities.put(key(entity.name()), entity);
				this.roots.put(key(entity.name()), verbs);
			}
		}
		this.entities.replaceAll((key, entity) -> withWebhookPicklist(entity));
	}

	private void readChildren(List<String> lines) {
		Verbs verbs = null;
		for (String line : lines) {
			if (line.startsWith("child ")) {
				verbs = Verbs.parse(line.substring("child ".length()));
			}
			else if (verbs != null && line.startsWith("  ")) {
				String[] path = line.trim().split("/");
				this.children.put(key(path[0]) + "/" + key(path[1]), child(path[0], path[1], verbs));
			}
		}
	}

	private ChildCollection child(String parentName, String segment, Verbs verbs) {
		EntitySchema parent = this.entities.computeIfAbsent(key(parentName), (key) -> EntitySchema.empty(parentName));
		String composed = parent.singular() + segment;
		String name = this.entities.containsKey(key(composed)) || !this.entities.containsKey(key(segment)) ? composed
				: segment;
		EntitySchema entity = this.entities.computeIfAbsent(key(name), (key) -> EntitySchema.empty(name));
		String parentField = parent.name().endsWith("Webhooks") ? "webhookID" : parent.singular() + "ID";
		Field field = entity.find(parentField);
		return new ChildCollection(parent, segment, entity, (field != null) ? field.name() : "", verbs);
	}

	private EntitySchema known(String key) {
		EntitySchema entity = this.entities.get(key);
		if (entity == null) {
			throw new IllegalStateException("No entity for '" + key + "'");
		}
		return entity;
	}

	/** What a webhook's field is, is told by a picklist of the fields of its entity. */
	private EntitySchema withWebhookPicklist(EntitySchema entity) {
		if (!entity.name().endsWith("WebhookFields") && !entity.name().endsWith("WebhookUdfFields")) {
			return entity;
		}
		String target = entity.singular().substring(0, entity.singular().indexOf("Webhook"));
		EntitySchema described = this.entities.values()
			.stream()
			.filter((candidate) -> candidate.singular().equals(target))
			.findFirst()
			.orElseThrow();
		List<String> names = entity.name().endsWith("UdfFields")
				? described.userDefinedFields().stream().map(UserDefinedField::name).toList()
				: described.fields().stream().map(Field::name).toList();
		List<PickValue> values = new ArrayList<>();
		for (String name : names) {
			int position = values.size() + 1;
			values.add(new PickValue(String.valueOf(position), name, false, position, "", true, true));
		}
		List<Field> fields = entity.fields()
			.stream()
			.map((field) -> field.name().endsWith("ieldID") ? withPicklist(field, values) : field)
			.toList();
		return new EntitySchema(entity.name(), fields, null);
	}

	private static Field withPicklist(Field field, List<PickValue> values) {
		return new Field(field.index(), field.name(), field.type(), field.length(), field.isRequired(),
				field.isReadOnly(), field.isQueryable(), field.reference(), List.copyOf(values));
	}

	private static EntitySchema schema(String entity) {
		int webhook = entity.indexOf("Webhook");
		String file = (webhook > 0) ? entity.substring(webhook) : entity;
		return lines(file + ".txt").map((lines) -> SchemaFile.parse(entity, lines))
			.orElseGet(() -> EntitySchema.empty(entity));
	}

	private static Optional<List<String>> lines(String file) {
		String path = "/io/autotask/performance/sample/simulator/schema/" + file;
		try (InputStream input = Catalog.class.getResourceAsStream(path)) {
			return (input == null) ? Optional.empty()
					: Optional.of(new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + path, ex);
		}
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
