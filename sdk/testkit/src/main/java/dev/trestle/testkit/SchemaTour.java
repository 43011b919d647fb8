package dev.trestle.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through a desk's schema as a client's tools do, by introspection. */
final class SchemaTour {
  private static final String ALL =
      "{ __schema { types { name description"
          + " fields { name description args { name description } }"
          + " inputFields { name description } enumValues { name description } } } }";

  private static final String TYPES =
      "{ __schema { types { name fields { name type { name } } } } }";

  private SchemaTour() {}

  /** The coordinates of all elements without a description. */
  static List<String> undescribed(TestDesk desk) {
    List<String> found = new ArrayList<>();
    for (Object type : desk.admin().ask(ALL).list("__schema.types")) {
      Map<?, ?> one = (Map<?, ?>) type;
      if (!String.valueOf(one.get("name")).startsWith("__")) {
        visit(String.valueOf(one.get("name")), one, found);
      }
    }
    return found;
  }

  /** The fields of a mutation's payload that show one thing with an id. */
  static List<String> payloadFieldsWithId(TestDesk desk, String mutation) {
    String payload = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Payload";
    Map<String, Map<?, ?>> types = new HashMap<>();
    for (Object type : desk.admin().ask(TYPES).list("__schema.types")) {
      types.put(String.valueOf(((Map<?, ?>) type).get("name")), (Map<?, ?>) type);
    }
    List<String> found = new ArrayList<>();
    for (Object field : fields(types.get(payload))) {
      Map<?, ?> one = (Map<?, ?>) field;
      // The type of a list or of a field that is never null has no name of its own.
      String type =
          one.get("type") instanceof Map<?, ?> bare ? String.valueOf(bare.get("name")) : "";
      if (fields(types.get(type)).stream()
          .anyMatch(inner -> "id".equals(((Map<?, ?>) inner).get("name")))) {
        found.add(String.valueOf(one.get("name")));
      }
    }
    return found;
  }

  private static List<?> fields(@Nullable Map<?, ?> type) {
    return type == null ? List.of() : listed(type.get("fields"));
  }

  private static void visit(String place, Map<?, ?> element, List<String> found) {
    Object description = element.get("description");
    if (description == null || description.toString().isBlank()) {
      found.add(place);
    }
    for (String list : List.of("fields", "args", "inputFields", "enumValues")) {
      for (Object inner : listed(element.get(list))) {
        Map<?, ?> one = (Map<?, ?>) inner;
        visit(place + "." + one.get("name"), one, found);
      }
    }
  }

  private static List<?> listed(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
