#!/usr/bin/env bash
# The brokers that hicast/bus is tested with, each on 127.0.0.1, with all its files in one folder:
#
#   scripts/brokers.sh install [names]         what is missing, by apt, Go's proxy and Maven
#   scripts/brokers.sh start [name[=port]...]  redis nats rabbitmq kafka; on free ports, unless they are given
#   scripts/brokers.sh stop [names]
#   scripts/brokers.sh run NAME FOLDER PORT    in the foreground, as the tests do
#
# start prints the URLs. rabbitmq takes the two ports after its own as well, kafka one.
set -euo pipefail
self=$(readlink -f "$0")
cd "$(dirname "$self")/.."

nats_version=v2.15.3
kafka_version=4.3.1
log4j_version=2.25.3
cache=${HICAST_BROKERS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hicast/brokers}
state=$PWD/.brokers
all=(redis nats rabbitmq kafka)

fail() {
  echo "brokers: $1" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$@"
}

# The nats-server to run: one made from the module proxy, else the system's.
nats_server() {
  if [ -x "$cache/nats-server" ]; then echo "$cache/nats-server"; else command -v nats-server || true; fi
}

install_redis() {
  command -v redis-server > /dev/null || apt_install redis-server
}

# Debian's is 2.9; a newer one where Go reaches its modules.
install_nats() {
  [ -x "$cache/nats-server" ] && return
  mkdir -p "$cache"
  command -v go > /dev/null || apt_install golang-go || true
  if command -v go > /dev/null && GOBIN=$cache GOTOOLCHAIN=auto go install "github.com/nats-io/nats-server/v2@$nats_version"; then
    return
  fi
  command -v nats-server > /dev/null || apt_install nats-server
}

install_rabbitmq() {
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || apt_install rabbitmq-server
}

install_kafka() {
  [ -e "$cache/kafka-$kafka_version/done" ] && return
  command -v java > /dev/null || apt_install default-jre-headless
  command -v mvn > /dev/null || apt_install maven
  local folder=$cache/kafka-$kafka_version
  mkdir -p "$folder"
  dependency() {
    echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency>"
  }
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>hicast</groupId><artifactId>kafka-of-the-tests</artifactId><version>1</version><packaging>pom</packaging>'
    echo '<dependencies>'
    dependency org.apache.kafka kafka_2.13 "$kafka_version"
    dependency org.apache.logging.log4j log4j-slf4j-impl "$log4j_version"
    dependency org.apache.logging.log4j log4j-core "$log4j_version"
    echo '</dependencies></project>'
  } > "$folder/pom.xml"
  mvn -q -B -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib" -DincludeScope=runtime
  touch "$folder/done"
}

# Each run_* replaces this process by the broker, so that its id is the broker's.
run_redis() {
  command -v redis-server > /dev/null || fail "redis-server is missing: scripts/brokers.sh install redis"
  exec redis-server --port "$2" --bind 127.0.0.1 --dir "$1" --save '' --appendonly yes --appendfsync no
}

run_nats() {
  local program
  program=$(nats_server)
  [ -n "$program" ] || fail "nats-server is missing: scripts/brokers.sh install nats"
  printf 'listen: 127.0.0.1:%s\njetstream { store_dir: "%s/jetstream", max_mem: 64M, max_file: 1G }\n%s\n' "$2" "$1" "${HICAST_NATS_MORE:-}" > "$1/nats.conf"
  exec "$program" -c "$1/nats.conf"
}

# Erlang's own name server, in the foreground; it would outlive the broker.
run_epmd() {
  exec epmd -port "$2" -address 127.0.0.1
}

run_rabbitmq() {
  local folder=$1 port=$2
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || fail "rabbitmq-server is missing: scripts/brokers.sh install rabbitmq"
  mkdir -p "$folder/home"
  echo '[].' > "$folder/enabled_plugins"
  {
    if [ -n "${HICAST_RABBITMQ_TLS:-}" ]; then
      printf 'listeners.tcp = none\nlisteners.ssl.1 = 127.0.0.1:%s\n%s\n' "$port" "$HICAST_RABBITMQ_TLS"
    else
      echo "listeners.tcp.1 = 127.0.0.1:$port"
    fi
    echo 'log.file = false'
    echo 'vm_memory_high_watermark.absolute = 512MB'
    echo 'disk_free_limit.absolute = 50MB'
    echo 'collect_statistics = none'
  } > "$folder/rabbitmq.conf"
  export HOME=$folder/home ERL_EPMD_PORT=$((port + 2)) ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_NODENAME=hicast$port@localhost RABBITMQ_DIST_PORT=$((port + 1)) RABBITMQ_MNESIA_BASE=$folder/mnesia
  export RABBITMQ_LOG_BASE=$folder/log RABBITMQ_LOGS=- RABBITMQ_CONFIG_FILE=$folder/rabbitmq.conf
  export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_PID_FILE=$folder/pid RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}'
  export RABBITMQ_ALLOW_INPUT=1
  cd "$folder"
  exec /usr/lib/rabbitmq/bin/rabbitmq-server -noinput
}

run_kafka() {
  local folder=$1 port=$2 lib=$cache/kafka-$kafka_version/lib protocol=${HICAST_KAFKA_PROTOCOL:-PLAINTEXT}
  [ -e "$cache/kafka-$kafka_version/done" ] || fail "Kafka is missing: scripts/brokers.sh install kafka"
  if [ ! -e "$folder/kraft.properties" ]; then
    {
      echo 'process.roles=broker,controller'
      echo 'node.id=1'
      echo "controller.quorum.voters=1@127.0.0.1:$((port + 1))"
      echo 'controller.listener.names=CONTROLLER'
      echo "listeners=$protocol://127.0.0.1:$port,CONTROLLER://127.0.0.1:$((port + 1))"
      echo "listener.security.protocol.map=$protocol:$protocol,CONTROLLER:PLAINTEXT"
      echo "log.dirs=$folder/data"
      echo 'num.partitions=4'
      echo 'offsets.topic.num.partitions=1'
      echo 'offsets.topic.replication.factor=1'
      echo 'transaction.state.log.replication.factor=1'
      echo 'transaction.state.log.min.isr=1'
      echo 'group.initial.rebalance.delay.ms=0'
      echo "${HICAST_KAFKA_MORE:-}"
    } > "$folder/kraft.properties"
    java -Xmx256m -cp "$lib/*" kafka.tools.StorageTool format -t "$(java -Xmx256m -cp "$lib/*" kafka.tools.StorageTool random-uuid)" \
      -c "$folder/kraft.properties" ${HICAST_KAFKA_SCRAM:+--add-scram "$HICAST_KAFKA_SCRAM"}
  fi
  exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$lib/*" kafka.Kafka "$folder/kraft.properties"
}

free_ports() {
  node -e '
    const net = require("net")
    const count = 3
    const listen = (port) => new Promise((resolve) => {
      const server = net.createServer().once("error", () => resolve(null)).listen(port, "127.0.0.1", () => resolve(server))
    })
    async function main () {
      for (;;) {
        const first = 20000 + Math.floor(Math.random() * 12000)
        const servers = []
        for (let i = 0; i < count; i++) servers.push(await listen(first + i))
        for (const server of servers) server?.close()
        if (!servers.includes(null)) return console.log(first)
      }
    }
    main()'
}

url() {
  case $1 in
    redis) echo "redis://127.0.0.1:$2" ;;
    nats) echo "nats://127.0.0.1:$2" ;;
    rabbitmq) echo "amqp://127.0.0.1:$2" ;;
    kafka) echo "kafka://127.0.0.1:$2" ;;
  esac
}

# in_background NAME FOLDER PORT: and remembers the id of its process.
in_background() {
  setsid "$self" run "$1" "$2" "$3" > "$2/$1.out" 2>&1 < /dev/null &
  echo $! > "$2/$1.id"
}

start() {
  local name=${1%%=*} port=${1#*=} folder tries=0
  folder=$state/$name
  [ ! -e "$folder/$name.id" ] || fail "$name was started already: scripts/brokers.sh stop $name"
  [ "$port" != "$1" ] || port=$(free_ports)
  mkdir -p "$folder"
  [ "$name" != rabbitmq ] || in_background epmd "$folder" $((port + 2))
  in_background "$name" "$folder" "$port"
  until (: > "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do
    kill -0 "$(cat "$folder/$name.id")" 2> /dev/null || { tail -n 20 "$folder/$name.out" >&2; rm -f "$folder"/*.id; exit 1; }
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "$name does not listen on port $port; $folder/$name.out says why"
    sleep 0.1
  done
  url "$name" "$port"
}

stop() {
  local id file
  for file in "$state/$1"/*.id; do
    [ -e "$file" ] || continue
    id=$(cat "$file")
    kill "$id" 2> /dev/null || true
    while kill -0 "$id" 2> /dev/null; do sleep 0.1; done
  done
  rm -rf "${state:?}/$1"
}

# check NAME
check() {
  [[ " ${all[*]} " == *" $1 "* ]] || fail "no broker \"$1\": there are ${all[*]}"
}

command=${1:-}
shift || true
case $command in
  install | start | stop)
    [ $# -gt 0 ] || set -- "${all[@]}"
    for each in "$@"; do
      check "${each%%=*}"
      if [ "$command" = install ]; then "install_$each"; else "$command" "$each"; fi
    done
    ;;
  run) "run_$1" "$2" "$3" ;;
  *)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$self" >&2
    exit 2
    ;;
esac
