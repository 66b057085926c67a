package io.talus.application.shard;

import io.talus.application.session.Session;

/** What happens when a walk has come to its end. On the shard's thread. */
public interface WalkEnds {
  WalkEnds NONE =
      new WalkEnds() {
        @Override
        public void changed() {
          // Nobody waits for keys.
        }

        @Override
        public void goOn(Session session) {
          // It has nothing else to do.
        }
      };

  /** Keys may have changed for which clients wait. */
  void changed();

  /** The session's next command may come. */
  void goOn(Session session);
}
