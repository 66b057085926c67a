package io.talus.application.server;

import io.talus.application.command.EncodingLimits;
import io.talus.application.connection.Pause;
import io.talus.application.host.HeapShares;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.EncodingSettings;
import io.talus.application.settings.Settings;
import io.talus.application.view.ViewSettings;

/** The settings that commands on data look at, kept at hand. Belongs to the shard's thread. */
final class NodeSettings implements ViewSettings {
  private final Pause pause;
  private final long commandBytesMax;
  private long stringBytesMax;
  private EncodingLimits encodingLimits = EncodingLimits.DEFAULT;

  NodeSettings(Settings settings, Pause pause, HeapShares shares) {
    this.pause = pause;
    this.commandBytesMax = shares.commandBytes();
    settings.onChange(this::take);
  }

  private void take(Settings settings) {
    stringBytesMax = settings.get(ClientSettings.BULK_BYTES_MAX);
    encodingLimits = EncodingSettings.limits(settings);
  }

  @Override
  public long stringBytesMax() {
    return stringBytesMax;
  }

  @Override
  public long commandBytesMax() {
    return commandBytesMax;
  }

  @Override
  public boolean isExpiryHeld() {
    return pause.mode() != Pause.Mode.NONE;
  }

  @Override
  public EncodingLimits encodingLimits() {
    return encodingLimits;
  }
}
