package io.talus.application.settings;

import java.io.Serial;

/** A change of settings that could not be made; nothing has changed. */
public final class RefusedChange extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String setting;
  private final String reason;

  public RefusedChange(Setting<?> setting, String reason) {
    super(setting.name() + ": " + reason, null, false, false);
    this.setting = setting.name();
    this.reason = reason;
  }

  /** The name of the setting to blame. */
  public String setting() {
    return setting;
  }

  public String reason() {
    return reason;
  }
}
