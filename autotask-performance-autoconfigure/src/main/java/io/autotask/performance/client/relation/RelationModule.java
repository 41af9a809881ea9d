package io.autotask.performance.client.relation;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads {@link Reference} and {@link Label} components of rows, and writes them as the
 * ids and values that they are.
 */
public final class RelationModule extends SimpleModule {

	/** The attribute of a reader that holds the {@link RelationScope}. */
	public static final String SCOPE = RelationModule.class.getName() + ".scope";

	/**
	 * The attribute of a reader that holds the name of the entity whose rows it reads.
	 */
	public static final String ENTITY = RelationModule.class.getName() + ".entity";

	private static final long serialVersionUID = 1L;

	/**
	 * The module.
	 */
	@SuppressWarnings({ "rawtypes", "unchecked" })
	public RelationModule() {
		addDeserializer(Reference.class, (ValueDeserializer) new ReferenceReader(null, "", "", Object.class));
		addSerializer((Class) Reference.class, (ValueSerializer) new ReferenceWriter());
		addDeserializer(Label.class, new LabelReader(""));
		addSerializer(Label.class, new LabelWriter());
	}

	private static RelationScope scope(DeserializationContext context, Class<?> what) {
		if (context.getAttribute(SCOPE) instanceof RelationScope scope) {
			return scope;
		}
		return context.reportInputMismatch(what, "A %s can only be read by AutotaskClient", what.getSimpleName());
	}

	private static final class ReferenceReader extends ValueDeserializer<Reference<?>> {

		private final @Nullable Class<?> type;

		private final String field;

		private final String target;

		private final Class<?> owner;

		private ReferenceReader(@Nullable Class<?> type, String field, String target, Class<?> owner) {
			this.type = type;
			this.field = field;
			this.target = target;
			this.owner = owner;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
			JavaType contained = (property != null) ? property.getType().containedType(0) : null;
			if (property == null || contained == null) {
				return this;
			}
			RefersTo refersTo = property.getAnnotation(RefersTo.class);
			String entity = (refersTo != null) ? refersTo.value() : ReferenceFields.entityOf(property.getName());
			if (entity == null) {
				return context.reportBadDefinition(property.getType(), "It is not known which entity '"
						+ property.getName() + "' refers to: add @RefersTo(\"…\") to it");
			}
			return new ReferenceReader(contained.getRawClass(), property.getName(), entity,
					property.getMember().getDeclaringClass());
		}

		@Override
		public Reference<?> deserialize(JsonParser parser, DeserializationContext context) {
			if (this.type == null) {
				return context.reportInputMismatch(Reference.class,
						"A Reference must be a component of a record, and say of what type it is");
			}
			if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
				return context.reportInputMismatch(Reference.class, "'%s' is not an id", this.field);
			}
			return scope(context, Reference.class).reference(parser.getLongValue(), this.type, this.target, this.owner,
					this.field);
		}

		@Override
		public Object getNullValue(DeserializationContext context) {
			return Reference.to(null);
		}

		@Override
		public Object getAbsentValue(DeserializationContext context) {
			return Reference.to(null);
		}

	}

	private static final class ReferenceWriter extends ValueSerializer<Reference<?>> {

		@Override
		@SuppressWarnings("unchecked")
		public Class<Reference<?>> handledType() {
			return (Class<Reference<?>>) (Class<?>) Reference.class;
		}

		@Override
		public void serialize(Reference<?> reference, JsonGenerator json, SerializationContext context) {
			Long id = reference.id();
			if (id != null) {
				json.writeNumber(id);
			}
			else {
				json.writeNull();
			}
		}

		@Override
		public boolean isEmpty(SerializationContext context, Reference<?> reference) {
			return reference.id() == null;
		}

	}

	private static final class LabelReader extends ValueDeserializer<Label> {

		private final String field;

		private LabelReader(String field) {
			this.field = field;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
			return (property != null) ? new LabelReader(property.getName()) : this;
		}

		@Override
		public Label deserialize(JsonParser parser, DeserializationContext context) {
			Object value = (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) ? (Object) parser.getLongValue()
					: parser.getValueAsString();
			return scope(context, Label.class).label(value, String.valueOf(context.getAttribute(ENTITY)), this.field);
		}

		@Override
		public Object getNullValue(DeserializationContext context) {
			return Label.of(null);
		}

		@Override
		public Object getAbsentValue(DeserializationContext context) {
			return Label.of(null);
		}

	}

	private static final class LabelWriter extends ValueSerializer<Label> {

		@Override
		public Class<Label> handledType() {
			return Label.class;
		}

		@Override
		public void serialize(Label label, JsonGenerator json, SerializationContext context) {
			context.writeValue(json, label.value());
		}

		@Override
		public boolean isEmpty(SerializationContext context, Label label) {
			return label.value() == null;
		}

	}

}
