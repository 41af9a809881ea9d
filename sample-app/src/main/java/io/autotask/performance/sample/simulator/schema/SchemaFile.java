package io.autotask.performance.sample.simulator.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.sample.simulator.schema.UserDefinedField.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the description of an entity: one line per field with name, type and marks
 * ({@code required}, {@code readonly}, {@code unqueryable}, {@code picklist},
 * {@code ->Entity}), then blocks with its user-defined fields and picklists.
 */
final class SchemaFile {

	private final List<String[]> fieldLines = new ArrayList<>();

	private final Map<String, List<PickValue>> picklists = new LinkedHashMap<>();

	private @Nullable List<UserDefinedField> userDefinedFields;

	private @Nullable String block;

	private SchemaFile(List<String> lines) {
		lines.stream().filter((line) -> !line.isBlank()).forEach(this::read);
	}

	static EntitySchema parse(String entity, List<String> lines) {
		SchemaFile file = new SchemaFile(lines);
		List<Field> fields = new ArrayList<>();
		for (String[] line : file.fieldLines) {
			fields.add(file.field(fields.size(), line));
		}
		return new EntitySchema(entity, fields, file.userDefinedFields);
	}

	private void read(String line) {
		if (line.startsWith("user-defined-fields")) {
			this.block = "";
			this.userDefinedFields = new ArrayList<>();
		}
		else if (line.startsWith("picklist ")) {
			this.block = line.substring("picklist ".length()).trim();
			this.picklists.put(this.block, new ArrayList<>());
		}
		else if (this.block == null) {
			this.fieldLines.add(line.trim().split("\\s+"));
		}
		else if (this.block.isEmpty()) {
			addUserDefined(line.trim().split("\\s*\\|\\s*"));
		}
		else {
			addPickValue(line.trim(), this.picklists.getOrDefault(this.block, new ArrayList<>()));
		}
	}

	private void addUserDefined(String[] parts) {
		List<UserDefinedField> fields = (this.userDefinedFields != null) ? this.userDefinedFields : new ArrayList<>();
		List<String> values = (parts.length > 2) ? List.of(parts[2].split(";")) : List.of();
		fields.add(
				new UserDefinedField(fields.size(), parts[0], Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), values));
	}

	private static void addPickValue(String line, List<PickValue> values) {
		String[] parts = line.split("\\s*\\|\\s*");
		String[] entry = parts[0].split("\\s*=\\s*", 2);
		List<String> marks = (parts.length > 1) ? List.of(parts[1].split("\\s+")) : List.of();
		String parent = marks.stream()
			.filter((mark) -> mark.startsWith("parent="))
			.map((mark) -> mark.substring("parent=".length()))
			.findFirst()
			.orElse("");
		values.add(new PickValue(entry[0], entry[1], marks.contains("default"), values.size() + 1, parent,
				!marks.contains("inactive"), marks.contains("system")));
	}

	private Field field(int index, String[] line) {
		List<String> marks = Arrays.asList(line).subList(2, line.length);
		String reference = marks.stream()
			.filter((mark) -> mark.startsWith("->"))
			.map((mark) -> mark.substring(2))
			.findFirst()
			.orElse(null);
		int bracket = line[1].indexOf('(');
		String type = (bracket < 0) ? line[1] : line[1].substring(0, bracket);
		int length = (bracket < 0) ? 0 : Integer.parseInt(line[1].substring(bracket + 1, line[1].length() - 1));
		return new Field(index, line[0], FieldType.valueOf(type.toUpperCase(Locale.ROOT)), length,
				marks.contains("required"), marks.contains("readonly"), !marks.contains("unqueryable"), reference,
				marks.contains("picklist") ? List.copyOf(this.picklists.get(line[0])) : null);
	}

}
