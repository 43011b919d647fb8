package dev.trestle.app.operate;

import dev.trestle.app.client.EngineCaller;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.desk.DataFolder;
import dev.trestle.app.desk.DeskParts;
import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.FirstSetUp;
import dev.trestle.app.desk.OpenDesk;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.desk.TimeOrderedIds;
import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.Tables;
import dev.trestle.graphql.desk.DeskApi;
import dev.trestle.graphql.desk.view.ReadMeter;
import dev.trestle.graphql.engine.EngineLimits;
import dev.trestle.graphql.engine.SchemaComposer;
import dev.trestle.graphql.engine.SchemaEngine;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * A desk opened by the command line while no server runs on its folder: the same commands, the same
 * API, no HTTP. The viewer is the desk itself, with every permission.
 */
public final class OfflineDesk implements AutoCloseable {
  private static final Viewer SYSTEM =
      new Viewer(
          null, PrincipalKind.SYSTEM, "command line", null, List.of(), Permissions.ALL, null);

  private final DataFolder folder;
  private final OpenDesk storage;
  private final IdSource ids;

  private OfflineDesk(DataFolder folder, OpenDesk storage, IdSource ids) {
    this.folder = folder;
    this.storage = storage;
    this.ids = ids;
  }

  /**
   * Opens the folder's desk.
   *
   * @throws dev.trestle.app.desk.DataFolderTaken when a server, or another command, has it open
   */
  public static OfflineDesk open(Path data) throws IOException {
    DataFolder folder = DataFolder.take(data);
    try {
      InstantSource clock = InstantSource.system();
      IdSource ids = new TimeOrderedIds(clock, new SecureRandom());
      DeskOptions options =
          DeskOptions.of(
              new DeskSchema(List.of()), DeskParts.deciders(), clock, ids, new Metrics());
      return new OfflineDesk(folder, OpenDesk.open(folder, options), ids);
    } catch (IOException | RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  /** Sets a new desk up as its first start would; how to sign in later. */
  public RunningDesk.FirstSignIn setUp(DeskSettings settings) throws IOException {
    return FirstSetUp.carryOut(storage.desk(), folder, settings, InstantSource.system(), ids);
  }

  /** Whether the desk was ever started, so that it has a queue, roles and an administrator. */
  public boolean isSetUp() {
    return storage.desk().snapshot().table(Tables.SETTINGS).size() > 0;
  }

  public LocalDesk desk() {
    return storage.desk();
  }

  /** The public API of this desk. */
  public GraphQlCaller api() {
    LocalDesk desk = storage.desk();
    SchemaEngine engine =
        new SchemaEngine(
            SchemaComposer.compose(
                List.of(
                    new DeskApi(
                            desk,
                            new NoSearch(),
                            (viewer, state) -> viewer,
                            "offline",
                            ReadMeter.SILENT)
                        .part()),
                EngineLimits.DEFAULTS));
    return new EngineCaller(
        engine, () -> DeskApi.context(desk, SYSTEM, ids.next().toString()).build());
  }

  @Override
  public void close() throws IOException {
    storage.close();
    folder.close();
  }
}
