package io.talus.adapters.etcd;

import io.grpc.Status;
import java.util.Set;

/**
 * Why a call came to nothing.
 *
 * @param sent whether the request may have left this node
 */
record CallFailure(String member, Status status, boolean sent) {
  /** What etcd says before it proposes a request to its members; then nothing comes of it. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.FAILED_PRECONDITION,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.OUT_OF_RANGE,
          Status.Code.PERMISSION_DENIED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.UNIMPLEMENTED);

  /** All of etcd's own texts begin with it; gRPC uses the same codes for its own troubles. */
  private static final String ETCD = "etcdserver: ";

  /** Whether nothing was done, and nothing will be. */
  boolean isCertain() {
    return !sent || isRefusal();
  }

  /** Whether etcd has heard the request and says no; other members would say the same. */
  boolean isRefusal() {
    return REFUSALS.contains(status.getCode()) && text().startsWith(ETCD);
  }

  /** Whether another token may help: it is too old, or etcd forgot it when it was restarted. */
  boolean isStaleToken() {
    return isRefusal()
        && (text().contains("invalid auth token") || text().contains("auth store is old"));
  }

  private String text() {
    String description = status.getDescription();
    return description == null ? "" : description;
  }

  /** For messages. */
  String reason() {
    Throwable cause = status.getCause();
    return "etcd at %s: %s %s%s"
        .formatted(member, status.getCode(), text(), cause == null ? "" : " (" + cause + ")");
  }
}
