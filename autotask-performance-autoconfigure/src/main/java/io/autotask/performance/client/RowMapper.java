package io.autotask.performance.client;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.client.relation.Label;
import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.client.relation.RelationModule;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.client.scan.RowReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes rows in a mapper of our own, so that no setting of the application's
 * changes what is sent to Autotask. Components of a record that are null are left out of
 * what is written, because a null would clear the field; null values of a map are
 * written. Dates are UTC, with or without a {@code Z}. Thread-safe.
 */
public final class RowMapper {

	private static final JsonInclude.Value WITH_SOMETHING = JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY,
			JsonInclude.Include.NON_EMPTY);

	private final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		// Amounts come with four decimals and stay what they are.
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		// One that refers to nothing is left out, as a null is.
		.withConfigOverride(Reference.class, (override) -> override.setInclude(WITH_SOMETHING))
		.withConfigOverride(Label.class, (override) -> override.setInclude(WITH_SOMETHING))
		.annotationIntrospector(new SkippingIntrospector())
		.addModule(new RelationModule())
		.addModule(new SimpleModule().addDeserializer(Instant.class, new UtcDeserializer()))
		.build();

	private final ClassValue<Projection> projections = new ClassValue<>() {

		@Override
		protected Projection computeValue(Class<?> type) {
			return new Projection(RowFields.of(type, RowMapper.this.mapper));
		}

	};

	/**
	 * What queries ask for whose rows are read into a type.
	 */
	Projection projection(Class<?> type) {
		return this.projections.get(type);
	}

	JsonNode tree(byte[] json) {
		return this.mapper.readTree(json);
	}

	byte[] write(Object row) {
		return this.mapper.writeValueAsBytes(row);
	}

	<T> T row(JsonNode node, Class<T> type, String entity, RelationScope scope) {
		if (type.isInstance(node)) {
			return type.cast(node);
		}
		try {
			return related(type, entity, scope).readValue(node);
		}
		catch (JacksonException ex) {
			throw misfit(type, entity, ex);
		}
	}

	/**
	 * Reads rows one by one out of the JSON of a page.
	 */
	<T> RowReader<T> reader(Class<T> type, String entity, RelationScope scope) {
		// Other rows follow each row.
		ObjectReader reader = related(type, entity, scope).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
		return new RowReader<>() {

			@Override
			public JsonParser parser(byte[] body) {
				return reader.createParser(body);
			}

			@Override
			public T read(JsonParser parser) {
				try {
					return reader.readValue(parser);
				}
				catch (DatabindException ex) {
					throw misfit(type, entity, ex);
				}
			}

		};
	}

	private ObjectReader related(Class<?> type, String entity, RelationScope scope) {
		return this.mapper.readerFor(type)
			.withAttribute(RelationModule.SCOPE, scope)
			.withAttribute(RelationModule.ENTITY, entity);
	}

	private static IllegalArgumentException misfit(Class<?> type, String entity, JacksonException ex) {
		return new IllegalArgumentException("A row of " + entity + " does not fit " + type.getName() + ": "
				+ ex.getOriginalMessage() + ". A field that may be null needs a type that may be, such as Long", ex);
	}

	/**
	 * Fields that a type has not are skipped where they stand. Without this they are
	 * copied aside until a record is made, which is most of what reading a row costs.
	 */
	private static final class SkippingIntrospector extends JacksonAnnotationIntrospector {

		private static final long serialVersionUID = 1L;

		@Override
		public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
			return super.findPropertyIgnoralByName(config, annotated).withIgnoreUnknown();
		}

	}

	private static final class UtcDeserializer extends ValueDeserializer<Instant> {

		@Override
		public Instant deserialize(JsonParser parser, DeserializationContext context) {
			String text = parser.getString();
			try {
				boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
				return zoned ? java.time.OffsetDateTime.parse(text).toInstant()
						: LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
			}
			catch (DateTimeParseException ex) {
				return (Instant) context.handleWeirdStringValue(Instant.class, text, "is not a date of Autotask's");
			}
		}

	}

}
