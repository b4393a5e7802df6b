# Sidekiq beside Symphony: ruby sidekiq_peer.rb COMMAND PORT …; prints one line of JSON.
# The servers load this file too, for the jobs.
require 'fileutils'
require 'json'
require 'sidekiq'

PORT = ENV['BENCH_PORT'] || ARGV[1]
REDIS = { url: "redis://127.0.0.1:#{PORT}/0" }.freeze
Sidekiq.configure_client { |config| config.redis = REDIS }
Sidekiq.configure_server { |config| config.redis = REDIS }
Sidekiq.logger.level = Logger::ERROR
# The two of Debian do not quite fit; a line of warning a job would be measured too.
Redis.silence_deprecations = true
BATCH = 1000 # what its documentation advises

class Noop
  include Sidekiq::Worker
  sidekiq_options queue: 'bench', retry: false
  @done = 0
  class << self; attr_accessor :done, :first; end

  # With one thread nothing races; the last one tells how long all took.
  def perform(_task, all)
    now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    Noop.first ||= now
    Noop.done += 1
    Sidekiq.redis { |r| r.rpush('bench:seconds', now - Noop.first) } if Noop.done == all
  end
end

class Burn
  include Sidekiq::Worker
  sidekiq_options queue: 'bench', retry: false

  # With a storage (a folder, a scratch folder, seconds a call, bytes a second) the input is fetched before and an empty
  # zip put after, each taking as long as with ours.
  def perform(milliseconds, key = nil, folder = nil, scratch = nil, latency = 0, rate = 0)
    input = key && fetch(File.join(folder, key), scratch, latency, rate)
    begun = Time.now.to_f
    stop = Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID) + milliseconds / 1000.0
    nil while Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID) < stop
    ended = Time.now.to_f
    put(File.join(folder, key), input, latency) if key
    Sidekiq.redis { |r| r.rpush('bench:times', [begun, ended]) }
  end

  private

  def fetch(file, scratch, latency, rate)
    input = File.join(scratch, "#{jid}.zip")
    FileUtils.cp(file, input)
    sleep(latency + File.size(input) / rate) if latency.positive?
    input
  end

  def put(file, input, latency)
    File.binwrite("#{file}.sidekiq", ['PK', 5, 6].pack('a2CCx18'))
    sleep(latency) if latency.positive?
    File.delete(input)
  end
end

def push(job, arguments)
  arguments.each_slice(BATCH) { |slice| Sidekiq::Client.push_bulk('class' => job, 'args' => slice) }
end

def tasks(path)
  File.readlines(path).map { |line| JSON.parse(line) }
end

# Runs so many servers of one thread each until the block has seen enough.
def with_servers(count)
  pids = Array.new(count) do
    spawn({ 'BENCH_PORT' => PORT }, 'sidekiq', '-r', File.expand_path(__FILE__), '-c', '1', '-q', 'bench',
          out: File::NULL)
  end
  sleep 0.05 until yield
ensure
  pids.each { |pid| Process.kill('TERM', pid) }
  pids.each { |pid| Process.wait(pid) }
end

def enqueue(path)
  all = tasks(path).map { |t| [t, 0] }
  begun = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  push(Noop, all)
  { rate: all.size / (Process.clock_gettime(Process::CLOCK_MONOTONIC) - begun) }
end

def drain(path)
  all = tasks(path)
  push(Noop, all.map { |t| [t, all.size] })
  with_servers(1) { Sidekiq.redis { |r| r.exists?('bench:seconds') } }
  { rate: all.size / Sidekiq.redis { |r| r.lindex('bench:seconds', 0) }.to_f }
end

# The tasks' inputs: a file of keys, and the storage as Burn takes it; without them tasks have none.
def busy(jobs, milliseconds, processes, keys = nil, *storage)
  inputs = keys ? File.readlines(keys, chomp: true).map { |key| [key, *storage[0, 2], *storage[2, 2].map(&:to_f)] } : [[]] * jobs.to_i
  push(Burn, inputs.map { |input| [milliseconds.to_i, *input] })
  with_servers(processes.to_i) { Sidekiq.redis { |r| r.llen('bench:times') } == 2 * jobs.to_i }
  times = Sidekiq.redis { |r| r.lrange('bench:times', 0, -1) }.map(&:to_f)
  { seconds: times.max - times.min, jobs: times.size / 2 }
end

puts JSON.generate(send(ARGV[0], *ARGV[2..])) if __FILE__ == $PROGRAM_NAME
