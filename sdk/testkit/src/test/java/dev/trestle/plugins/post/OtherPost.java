package dev.trestle.plugins.post;

import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.work.Worker;
import java.util.List;

/** Another plugin with a courier of its own, and nothing else. */
public final class OtherPost extends PostPlugin {
  public static final String MANIFEST =
      PostPlugin.MANIFEST
          .replace("id=post", "id=other")
          .replace("reads=ticket, message", "reads=ticket")
          .replace("PostPlugin", "OtherPost");

  public static final Class<?>[] CLASSES = {OtherPost.class, PostPlugin.class};

  @Override
  public List<Worker> workers() {
    return List.of(new Courier("other.example"));
  }

  @Override
  public List<String> schema() {
    return List.of();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of();
  }

  @Override
  public List<Reaction> reactions() {
    return List.of();
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of();
  }
}
