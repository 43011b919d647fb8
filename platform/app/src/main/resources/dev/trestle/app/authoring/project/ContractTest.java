package @package@;

import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.TestDesk;
import java.util.Map;

/** Holds the plugin to what every plugin promises, such as to survive a kill, or its removal. */
class @Name@ContractTest extends PluginContract {
  @Override
  protected void use(TestDesk desk) {
    desk.admin().does("@name@HoldSet", hold(desk), "");
  }

  @Override
  protected String look() {
    return "{ tickets(first: 5) { nodes { subject @name@Hold { reason setAt setBy } } } }";
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("@name@HoldSet", hold(desk));
  }

  private static Map<String, String> hold(TestDesk desk) {
    String ticket = desk.admin().ticket("The printer needs a new drum");
    return Map.of("ticketId", ticket, "reason", "the drum");
  }
}
