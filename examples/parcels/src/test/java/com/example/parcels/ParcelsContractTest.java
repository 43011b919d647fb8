package com.example.parcels;

import dev.trestle.testkit.PluginContract;
import dev.trestle.testkit.PluginUnderTest;
import dev.trestle.testkit.TestDesk;
import java.time.Duration;
import java.util.Map;

// docs: contract
class ParcelsContractTest extends PluginContract {
  @Override
  protected PluginUnderTest older() {
    return plugin().withVersion("1.0.0");
  }

  @Override
  protected void prepare(TestDesk desk) {
    desk.network().host("carrier.example", 204);
  }

  @Override
  protected void use(TestDesk desk) {
    desk.admin().does("parcelAdd", parcel(desk), "");
  }

  @Override
  protected String look() {
    return "{ tickets(first: 5, filter: { parcelAwaited: true }) {"
        + " nodes { subject parcels { code expectedAt arrivedAt } } } }";
  }

  @Override
  protected Repeatable repeatable(TestDesk desk) {
    return new Repeatable("parcelAdd", parcel(desk));
  }

  private static Map<String, Object> parcel(TestDesk desk) {
    return Map.of(
        "ticketId",
        desk.admin().ticket("The printer needs a new drum"),
        "code",
        "AB-1",
        "expectedAt",
        TestDesk.START.plus(Duration.ofHours(1)));
  }
}
// docs: end
