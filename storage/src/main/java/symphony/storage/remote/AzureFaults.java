package symphony.storage.remote;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;

/** What Azure's errors mean to the person who reads them. */
record AzureFaults(String container, String where) {
    /** 409 is what a conditional write that loses is answered with, where one would expect 412. */
    private static final int CONFLICT = 409;

    IOException of(String what, RuntimeException e) {
        if (e instanceof BlobStorageException answer) {
            BlobErrorCode code = answer.getErrorCode();
            boolean lost = answer.getStatusCode() == 412
                    || (answer.getStatusCode() == CONFLICT && BlobErrorCode.BLOB_ALREADY_EXISTS.equals(code));
            boolean gone = answer.getStatusCode() == 404 && BlobErrorCode.BLOB_NOT_FOUND.equals(code);
            if (lost || gone) {
                return new ConditionRefused("cannot " + what + " in " + where + ": it has changed meanwhile");
            }
            return new IOException(
                    "cannot " + what + " in " + where + ": " + meaning(answer.getStatusCode(), String.valueOf(code)),
                    e);
        }
        if (e instanceof ClientAuthenticationException) {
            return new IOException(
                    "cannot " + what + " in " + where
                            + ": no credentials were accepted; set AZURE_STORAGE_CONNECTION_STRING, sign in, or run on a"
                            + " machine with a managed identity",
                    e);
        }
        return new IOException("cannot " + what + " in " + where + ": " + Reason.of(e), e);
    }

    private String meaning(int status, String code) {
        String said = code + " (HTTP " + status + ")";
        return switch (code) {
            case "ContainerNotFound" -> "there is no container " + container + "; make it, or mend storage.url";
            case "AuthenticationFailed" ->
                said + ": the credentials are not accepted, or have expired, or this machine's clock is wrong";
            case "AuthorizationFailure", "AuthorizationPermissionMismatch" ->
                said
                        + ": wrong credentials, or no permission; give this identity the role Storage Blob Data Contributor";
            case "Md5Mismatch" -> said + ": the content was changed on its way";
            default -> status == 403 ? said + ": no permission, or wrong credentials" : said;
        };
    }
}
