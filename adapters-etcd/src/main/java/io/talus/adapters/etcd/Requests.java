package io.talus.adapters.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchProgressRequest;
import io.etcd.jetcd.api.WatchRequest;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataChange.Write;
import io.talus.application.metadata.MetadataImage;

/** The port's words in etcd's. */
final class Requests {
  private final Keyspace keys;

  Requests(Keyspace keys) {
    this.keys = keys;
  }

  /** Linearizable, as etcd reads if nothing else is said. */
  RangeRequest read(String prefix) {
    return RangeRequest.newBuilder().setKey(keys.key(prefix)).setRangeEnd(keys.end(prefix)).build();
  }

  MetadataImage image(RangeResponse response) {
    return new MetadataImage(
        response.getHeader().getRevision(),
        response.getKvsList().stream().map(keys::entry).toList());
  }

  TxnRequest transaction(MetadataChange change) {
    TxnRequest.Builder transaction = TxnRequest.newBuilder();
    change.conditions().forEach(condition -> transaction.addCompare(compare(condition)));
    change.writes().forEach(write -> transaction.addSuccess(operation(write)));
    return transaction.build();
  }

  private Compare compare(Condition condition) {
    return Compare.newBuilder()
        .setKey(keys.key(condition.key()))
        .setTarget(Compare.CompareTarget.MOD)
        .setResult(Compare.CompareResult.EQUAL)
        .setModRevision(condition.revision())
        .build();
  }

  private RequestOp operation(Write write) {
    return switch (write) {
      case Write.Put put ->
          RequestOp.newBuilder()
              .setRequestPut(
                  PutRequest.newBuilder()
                      .setKey(keys.key(put.key()))
                      .setValue(ByteString.copyFrom(put.value()))
                      .setLease(put.lease()))
              .build();
      case Write.Delete delete ->
          RequestOp.newBuilder()
              .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(keys.key(delete.key())))
              .build();
    };
  }

  WatchRequest watch(String prefix, long firstRevision) {
    return WatchRequest.newBuilder()
        .setCreateRequest(
            WatchCreateRequest.newBuilder()
                .setKey(keys.key(prefix))
                .setRangeEnd(keys.end(prefix))
                .setStartRevision(firstRevision))
        .build();
  }

  static WatchRequest signOfLife() {
    return WatchRequest.newBuilder()
        .setProgressRequest(WatchProgressRequest.getDefaultInstance())
        .build();
  }
}
