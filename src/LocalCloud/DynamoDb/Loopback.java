import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * Starts DynamoDB Local on the loopback address alone: by itself it listens on every address, and has no option for that.
 * Loopback.class is this file compiled, because a machine that runs LocalCloud has a Java runtime but perhaps no compiler:
 * javac --release 17 -g:none -cp "$lib/DynamoDBLocal.jar:$lib/DynamoDBLocal_lib/*" Loopback.java
 */
public final class Loopback {
    public static void main(String[] arguments) throws Exception {
        DynamoDBProxyServer dynamoDb = ServerRunner.createServerFromCommandLineArgs(arguments);
        var field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        for (Connector connector : ((Server) field.get(dynamoDb)).getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
        }

        dynamoDb.safeStart();
    }
}
