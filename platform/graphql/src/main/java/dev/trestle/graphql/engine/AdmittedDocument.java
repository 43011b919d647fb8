package dev.trestle.graphql.engine;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document that was parsed, measured and validated, with its operations. */
final class AdmittedDocument {
  private final Document document;
  private final Map<String, AdmittedOperation> byName = new LinkedHashMap<>();

  AdmittedDocument(SchemaGeneration generation, Document document) {
    this.document = document;
    Map<String, FragmentDefinition> fragments = new HashMap<>();
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      String name = operation.getName() == null ? "" : operation.getName();
      byName.put(name, new AdmittedOperation(generation, document, operation, fragments));
    }
  }

  Document document() {
    return document;
  }

  /** The named operation, or the only one; null when there is no such, or no telling which. */
  @Nullable AdmittedOperation operation(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return byName.size() == 1 ? byName.values().iterator().next() : null;
    }
    return byName.get(name);
  }
}
