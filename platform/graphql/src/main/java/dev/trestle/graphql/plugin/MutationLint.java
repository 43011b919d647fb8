package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.graphql.desk.input.InputBinder;
import dev.trestle.graphql.desk.mutation.Payload;
import dev.trestle.sdk.command.Mutation;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for a plugin's mutations: one input, one payload, and what the desk sees to itself. */
final class MutationLint {
  private static final Map<String, String> INPUT =
      Map.of("operationKey", "UUID", "dryRun", "Boolean");
  private static final Map<String, String> PAYLOAD =
      Map.of("userErrors", "[UserError!]!", "warnings", "[Warning!]!");

  private final ActivePlugin plugin;
  private final PluginTexts texts;
  private final List<String> findings = new ArrayList<>();

  private MutationLint(ActivePlugin plugin, PluginTexts texts) {
    this.plugin = plugin;
    this.texts = texts;
  }

  static List<String> check(ActivePlugin plugin, PluginTexts texts) {
    MutationLint lint = new MutationLint(plugin, texts);
    Set<String> registered = new HashSet<>();
    for (Mutation<?> mutation : plugin.contributions().mutations()) {
      if (!registered.add(mutation.name())) {
        lint.find("registers the mutation " + mutation.name() + " twice");
      }
      lint.mutation(mutation);
    }
    for (ObjectTypeDefinition type : texts.objects()) {
      if (type.getName().equals(PluginLint.MUTATION)) {
        for (FieldDefinition field : type.getFieldDefinitions()) {
          if (!registered.contains(field.getName())) {
            lint.find("Mutation." + field.getName() + " has no registration");
          }
        }
      }
    }
    return lint.findings;
  }

  private void mutation(Mutation<?> mutation) {
    if (texts.type(PluginLint.MUTATION, mutation.name()) == null) {
      find(
          "registers the mutation " + mutation.name() + ", which its schema text does not declare");
      return;
    }
    String inputName = Payload.inputName(mutation.name());
    Map<String, String> input = input(inputName);
    if (input == null) {
      find("declares no input type " + inputName);
    } else {
      INPUT.forEach((name, type) -> has(inputName, input, name, type));
      components(mutation, inputName, input.keySet());
    }
    String payloadName = Payload.typeName(mutation.name());
    Map<String, String> payload = payload(payloadName);
    if (payload == null) {
      find("declares no type " + payloadName);
      return;
    }
    PAYLOAD.forEach((name, type) -> has(payloadName, payload, name, type));
    for (String field : payload.keySet()) {
      if (!PAYLOAD.containsKey(field) && !mutation.payload().containsKey(field)) {
        find(payloadName + "." + field + " is shown by nothing");
      }
    }
    for (String shown : mutation.payload().keySet()) {
      if (!payload.containsKey(shown) || PAYLOAD.containsKey(shown)) {
        find(
            "the mutation "
                + mutation.name()
                + " shows "
                + shown
                + ", which "
                + payloadName
                + (PAYLOAD.containsKey(shown) ? " has from the desk" : " does not declare"));
      }
    }
  }

  private void components(Mutation<?> mutation, String inputName, Set<String> declared) {
    List<String> components;
    try {
      components = InputBinder.of(mutation.input()).names();
    } catch (IllegalArgumentException unfit) {
      find("the mutation " + mutation.name() + " cannot bind its input: " + unfit.getMessage());
      return;
    }
    for (String component : components) {
      if (!declared.contains(component)) {
        find(mutation.input().getSimpleName() + "." + component + " is no field of " + inputName);
      }
    }
    for (String field : declared) {
      if (!components.contains(field) && !INPUT.containsKey(field)) {
        find(inputName + "." + field + " is no component of " + mutation.input().getSimpleName());
      }
    }
  }

  private void has(String type, Map<String, String> fields, String name, String wanted) {
    String found = fields.get(name);
    if (!wanted.equals(found)) {
      find(type + " needs the field " + name + ": " + wanted);
    }
  }

  private @Nullable Map<String, String> input(String name) {
    if (!(texts.types().get(name) instanceof InputObjectTypeDefinition type)) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (InputValueDefinition field : type.getInputValueDefinitions()) {
      fields.put(field.getName(), PluginTexts.written(field.getType()));
    }
    return fields;
  }

  private @Nullable Map<String, String> payload(String name) {
    if (!(texts.types().get(name) instanceof ObjectTypeDefinition type)) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (FieldDefinition field : type.getFieldDefinitions()) {
      fields.put(field.getName(), PluginTexts.written(field.getType()));
    }
    return fields;
  }

  private void find(String finding) {
    findings.add("plugin " + plugin.id() + ": " + finding);
  }
}
