package dev.trestle.sdk.signatures;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What authors of plugins can name, as text: one line for each public type and each of its public
 * or protected members, nullness included. What is not said to be protected is public.
 */
final class Signatures {
  private Signatures() {}

  /** The lines of all public types below a folder of classes. */
  static List<String> below(Path folder) throws IOException {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        name = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        if (!name.endsWith("package-info")) {
          types.add(load(name));
        }
      }
    }
    return of(types);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Signatures.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static List<String> of(List<Class<?>> types) {
    List<String> lines = new ArrayList<>();
    types.stream()
        .filter(Signatures::isReachable)
        .sorted(Comparator.comparing(Class::getName))
        .forEach(type -> {
          lines.add(head(type));
          new TreeSet<>(members(type)).forEach(member -> lines.add("  " + member));
        });
    return lines;
  }

  /** What two lists differ in: lines that are gone with a minus, new ones with a plus. */
  static List<String> differences(List<String> recorded, List<String> actual) {
    List<String> old = qualified(recorded);
    List<String> now = qualified(actual);
    List<String> found = new ArrayList<>();
    old.stream().filter(line -> !now.contains(line)).forEach(line -> found.add("- " + line));
    now.stream().filter(line -> !old.contains(line)).forEach(line -> found.add("+ " + line));
    return found;
  }

  /** Members repeat in many types, so each is compared together with its type's name. */
  private static List<String> qualified(List<String> lines) {
    List<String> qualified = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (!line.startsWith("  ")) {
        type = line;
        qualified.add(line);
      } else {
        qualified.add(type.replaceAll("[<( ]+(extends|implements|permits).*", "") + " :" + line);
      }
    }
    return qualified;
  }

  private static boolean isReachable(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!isShown(c.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isLocalClass();
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String head(Class<?> type) {
    StringBuilder head = new StringBuilder(annotations(type));
    int hidden = Modifier.INTERFACE | (type.isInterface() ? Modifier.ABSTRACT : 0);
    head.append(words(type.getModifiers() & ~hidden & ~Modifier.STATIC & ~Modifier.PUBLIC));
    if (type.isSealed()) {
      head.append("sealed ");
    }
    head.append(kind(type)).append(type.getName()).append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      head.append(
          Arrays.stream(type.getRecordComponents())
              .map(Signatures::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    AnnotatedType above = type.getAnnotatedSuperclass();
    if (above != null
        && !type.isRecord()
        && !type.isEnum()
        && type.getSuperclass() != Object.class) {
      head.append(" extends ").append(text(above));
    }
    list(head, type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces());
    if (type.isSealed()) {
      head.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(Class::getName)
              .sorted()
              .collect(Collectors.joining(", ", " permits ", "")));
    }
    return head.toString();
  }

  private static void list(StringBuilder out, String word, AnnotatedType[] types) {
    if (types.length > 0) {
      out.append(
          Arrays.stream(types).map(Signatures::text).collect(Collectors.joining(", ", word, "")));
    }
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface ";
    }
    return type.isInterface()
        ? "interface "
        : type.isRecord() ? "record " : type.isEnum() ? "enum " : "class ";
  }

  private static String component(RecordComponent component) {
    return text(component.getAnnotatedType()) + " " + component.getName();
  }

  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (isShown(field.getModifiers()) && !field.isSynthetic()) {
        String order =
            field.isEnumConstant()
                ? "constant "
                    + Arrays.asList(type.getEnumConstants()).indexOf(constant(field))
                    + " "
                : words(field.getModifiers() & ~Modifier.PUBLIC)
                    + text(field.getAnnotatedType())
                    + " ";
        members.add(annotations(field) + order + field.getName());
      }
    }
    for (Executable constructor : type.getDeclaredConstructors()) {
      if (isShown(constructor.getModifiers()) && !isCanonical(type, constructor)) {
        members.add(signature(constructor, "new"));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isShown(method.getModifiers()) && !method.isSynthetic() && !isGiven(type, method)) {
        members.add(
            (method.isDefault() ? "default " : "")
                + signature(
                    method, text(method.getAnnotatedReturnType()) + " " + method.getName()));
      }
    }
    return members;
  }

  private static Object constant(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What every record or enum has by being one. */
  private static boolean isGiven(Class<?> type, Method method) {
    if (type.isEnum()) {
      return List.of("values", "valueOf").contains(method.getName());
    }
    return type.isRecord()
        && (List.of("equals", "hashCode", "toString").contains(method.getName())
            || (method.getParameterCount() == 0
                && Arrays.stream(type.getRecordComponents())
                    .anyMatch(component -> component.getName().equals(method.getName()))));
  }

  private static boolean isCanonical(Class<?> type, Executable constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  private static String signature(Executable member, String name) {
    String parameters =
        Arrays.stream(member.getParameters())
            .map(Signatures::parameter)
            .collect(Collectors.joining(", ", "(", ")"));
    String thrown =
        member.getExceptionTypes().length == 0
            ? ""
            : Arrays.stream(member.getExceptionTypes())
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", ", " throws ", ""));
    String variables = variables(member.getTypeParameters());
    int bodiless = member.getDeclaringClass().isInterface() ? Modifier.ABSTRACT : 0;
    int shown = Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED & ~Modifier.PUBLIC & ~bodiless;
    return annotations(member)
        + words(member.getModifiers() & shown)
        + (variables.isEmpty() ? "" : variables + " ")
        + name
        + parameters
        + thrown;
  }

  private static String parameter(Parameter parameter) {
    String type = text(parameter.getAnnotatedType());
    return parameter.isVarArgs() ? type.substring(0, type.length() - "[]".length()) + "..." : type;
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(variable ->
                variable.getName()
                    + Arrays.stream(variable.getAnnotatedBounds())
                        .map(Signatures::text)
                        .filter(bound -> !bound.equals("Object"))
                        .collect(Collectors.joining(" & "))
                        .transform(bounds -> bounds.isEmpty() ? "" : " extends " + bounds))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String annotations(AnnotatedElement element) {
    return Arrays.stream(element.getDeclaredAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.getName().startsWith("dev.trestle.") || type == Deprecated.class)
        .map(type -> "@" + type.getSimpleName() + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String words(int modifiers) {
    String words = Modifier.toString(modifiers);
    return words.isEmpty() ? "" : words + " ";
  }

  private static String text(AnnotatedType type) {
    return type.toString()
        .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
        .replaceAll("\\bjava\\.(lang|util|time)\\.(?=[A-Z])", "");
  }
}
