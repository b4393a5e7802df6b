package symphony.storage.remote;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's errors mean to the person who reads them. */
record S3Faults(String bucket, String where) {
    IOException of(String what, SdkException e) {
        if (e instanceof S3Exception answer) {
            String code = answer.awsErrorDetails() == null
                    ? ""
                    : Optional.ofNullable(answer.awsErrorDetails().errorCode()).orElse("");
            // NoSuchKey: the version to be replaced is not there at all
            if (answer.statusCode() == 412 || code.equals("ConditionalRequestConflict") || code.equals("NoSuchKey")) {
                return new ConditionRefused("cannot " + what + " in " + where + ": it has changed meanwhile");
            }
            return new IOException("cannot " + what + " in " + where + ": " + meaning(answer.statusCode(), code), e);
        }
        return new IOException("cannot " + what + " in " + where + ": " + reason(e), e);
    }

    private String meaning(int status, String code) {
        String said = code.isEmpty() ? "HTTP " + status : code + " (HTTP " + status + ")";
        return switch (code) {
            case "NoSuchBucket" -> "there is no bucket " + bucket + "; make it, or mend storage.url";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                said
                        + ": the credentials are not accepted; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile";
            case "ExpiredToken", "TokenRefreshRequired" -> said + ": the credentials have expired; renew them";
            case "RequestTimeTooSkewed" -> said + ": this machine's clock is wrong; set it";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                said + ": the bucket is in another region; set storage.region";
            case "AccessDenied" -> said + ": no permission; allow it in the bucket's policy";
            case "SlowDown", "ServiceUnavailable", "InternalError" ->
                said + ": the service is busy or failing; what a worker waits for it asks again";
            case "BadDigest" -> said + ": the content was changed on its way";
            default ->
                status == 403
                        ? said + ": no permission, or wrong credentials"
                        : status == 301 ? said + ": the bucket is in another region; set storage.region" : said;
        };
    }

    private static String reason(SdkException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof SdkClientException && text.contains("Unable to load credentials")) {
            return "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or run on a"
                    + " machine with a role";
        }
        return Reason.of(e);
    }
}
