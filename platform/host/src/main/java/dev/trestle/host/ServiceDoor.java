package dev.trestle.host;

import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.sdk.plugin.Service;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stands before a service, so that calls from other plugins count as calls into its own. */
final class ServiceDoor implements InvocationHandler {
  private final Object instance;
  private final String name;
  private final PluginCalls calls;

  private ServiceDoor(Object instance, String name, PluginCalls calls) {
    this.instance = instance;
    this.name = name;
    this.calls = calls;
  }

  static <T> Service<T> of(Service<T> service, PluginCalls calls) {
    Class<T> type = service.type();
    ServiceDoor door = new ServiceDoor(service.instance(), type.getSimpleName(), calls);
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
    return calls.call(
        "service " + name + "." + method.getName(),
        PluginCalls.USUAL_LIMIT,
        () -> invoked(method, arguments));
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
