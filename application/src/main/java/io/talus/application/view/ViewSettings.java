package io.talus.application.view;

import io.talus.application.command.EncodingLimits;

/** The settings that commands on data look at; CONFIG SET may change them between commands. */
public interface ViewSettings {
  /** The longest string a command may make, in bytes. */
  long stringBytesMax();

  /** What one command may take of the heap beyond what the keyspace shares with it, in bytes. */
  long commandBytesMax();

  /** Up to what size OBJECT ENCODING shows the compact encodings. */
  EncodingLimits encodingLimits();

  /**
   * Whether keys whose time has come stay although nobody sees them: while CLIENT PAUSE holds, the
   * data has to stay as it is.
   */
  boolean isExpiryHeld();

  /** Redis's defaults. */
  static ViewSettings defaults() {
    return new ViewSettings() {
      @Override
      public long stringBytesMax() {
        return 512L * 1024 * 1024;
      }

      @Override
      public long commandBytesMax() {
        return 512L * 1024 * 1024;
      }

      @Override
      public EncodingLimits encodingLimits() {
        return EncodingLimits.DEFAULT;
      }

      @Override
      public boolean isExpiryHeld() {
        return false;
      }
    };
  }
}
