package dev.trestle.graphql.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which object type a Java object is of, for interfaces and unions. The object's own class decides,
 * then its superclasses, nearest first, then interfaces; only possible types of the abstract type
 * count.
 */
final class TypeTable {
  /** Stands for "none" in the cache, which cannot hold null. */
  private static final String NONE = "";

  private final Map<String, Class<?>> classes;
  private final Map<String, Map<Class<?>, String>> byAbstractType = new HashMap<>();
  private final Map<String, Map<Class<?>, String>> resolved = new HashMap<>();

  /**
   * @param classes object type to registered class
   * @param possible abstract type to the names of its object types
   */
  TypeTable(Map<String, Class<?>> classes, Map<String, Set<String>> possible) {
    this.classes = classes;
    possible.forEach((abstractType, members) -> {
      Map<Class<?>, String> types = new HashMap<>();
      for (String member : members) {
        Class<?> registered = classes.get(member);
        if (registered != null) {
          types.put(registered, member);
        }
      }
      byAbstractType.put(abstractType, types);
      resolved.put(abstractType, new ConcurrentHashMap<>());
    });
  }

  @Nullable Class<?> classOf(String objectType) {
    return classes.get(objectType);
  }

  /** The object type's name, or null when the object is none of the abstract type's. */
  @Nullable String resolve(String abstractType, Object object) {
    Map<Class<?>, String> cache = resolved.get(abstractType);
    Map<Class<?>, String> types = byAbstractType.get(abstractType);
    if (cache == null || types == null) {
      return null;
    }
    Class<?> key = object.getClass();
    String known = cache.get(key);
    if (known == null) {
      String found = search(types, key);
      known = found == null ? NONE : found;
      cache.put(key, known);
    }
    return known.equals(NONE) ? null : known;
  }

  private static @Nullable String search(Map<Class<?>, String> types, Class<?> start) {
    for (Class<?> c = start; c != null; c = c.getSuperclass()) {
      String type = types.get(c);
      if (type != null) {
        return type;
      }
    }
    for (Map.Entry<Class<?>, String> entry : types.entrySet()) {
      if (entry.getKey().isInterface() && entry.getKey().isAssignableFrom(start)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
