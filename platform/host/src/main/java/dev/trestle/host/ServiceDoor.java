package dev.trestle.host;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.plugin.Service;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a service, so that calls from other plugins count as calls into its own, and so
 * that a snapshot that is handed over shows it its own records and no others.
 */
final class ServiceDoor implements InvocationHandler {
  private final Object instance;
  private final String name;
  private final ActivePlugin owner;

  private ServiceDoor(Object instance, String name, ActivePlugin owner) {
    this.instance = instance;
    this.name = name;
    this.owner = owner;
  }

  static <T> Service<T> of(Service<T> service, ActivePlugin owner) {
    Class<T> type = service.type();
    ServiceDoor door = new ServiceDoor(service.instance(), type.getSimpleName(), owner);
    Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, door);
    return new Service<>(type, type.cast(proxy));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "service " + name;
      };
    }
    return owner
        .calls()
        .call(
            "service " + name + "." + method.getName(),
            PluginCalls.USUAL_LIMIT,
            () -> invoked(method, handedOver(arguments)));
  }

  private @Nullable Object @Nullable [] handedOver(@Nullable Object @Nullable [] arguments) {
    if (arguments == null) {
      return null;
    }
    @Nullable Object[] own = arguments.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i] instanceof Snapshot snapshot) {
        own[i] = owner.stores().own(snapshot);
      }
    }
    return own;
  }

  @SuppressWarnings("NullAway") // Methods of services may well answer null.
  private Object invoked(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
    try {
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception exception) {
        throw exception;
      }
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown;
    }
  }
}
