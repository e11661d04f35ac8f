// Prints decisions of Knative's own autoscaler, which AutoscalerTests compares with those of the simulation's.
// `make capacity-vectors` runs it.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric/noop"
	"go.uber.org/zap"
	"k8s.io/apimachinery/pkg/types"
	"knative.dev/serving/pkg/autoscaler/aggregation"
	"knative.dev/serving/pkg/autoscaler/scaling"
)

const seconds = 300

// measurements averages the recorded requests in flight with Knative's own buckets.
type measurements struct {
	stable, panic *aggregation.TimedFloat64Buckets
}

func (m measurements) record(now time.Time, concurrency float64) {
	m.stable.Record(now, concurrency)
	m.panic.Record(now, concurrency)
}

func (m measurements) StableAndPanicConcurrency(_ types.NamespacedName, now time.Time) (float64, float64, error) {
	return m.stable.WindowAverage(now), m.panic.WindowAverage(now), nil
}

func (m measurements) StableAndPanicRPS(types.NamespacedName, time.Time) (float64, float64, error) {
	panic("the simulation uses concurrency")
}

type pods struct{ ready int }

func (p *pods) ReadyCount() (int, error)    { return p.ready, nil }
func (p *pods) NotReadyCount() (int, error) { return 0, nil }

// load returns the requests in flight in a second, or NaN if nothing is reported.
type load func(random *rand.Rand, second int) float64

var loads = []struct {
	name string
	of   load
}{
	{"steady", func(r *rand.Rand, s int) float64 { return 5 + 2*r.Float64() }},
	{"spike", func(r *rand.Rand, s int) float64 {
		if s >= 100 && s < 140 {
			return 40 + 20*r.Float64()
		}
		return r.Float64()
	}},
	{"pauses", func(r *rand.Rand, s int) float64 {
		if s%170 >= 50 {
			return math.NaN()
		}
		return 12 * r.Float64()
	}},
	{"gaps", func(r *rand.Rand, s int) float64 {
		if r.Float64() < 0.8 {
			return math.NaN()
		}
		return 30 * r.Float64()
	}},
	{"wave", func(r *rand.Rand, s int) float64 { return 20 * (1 - math.Cos(float64(s)/30)) * r.Float64() }},
	{"growth", func(r *rand.Rand, s int) float64 { return math.Exp(float64(s) / 60) }},
}

var specs = []scaling.DeciderSpec{
	spec(2, 60, 30*time.Second, -1, 0),
	spec(2, 20, 0, -1, 0),
	spec(2, 60, 2*time.Minute, 0, 0),
	spec(1, 6, 5*time.Second, 10, 3),
	spec(100, 60, 0, 211, 0),
	slow(spec(4, 60, 0, 20, 2)),
}

func spec(total float64, window int, delay time.Duration, burst float64, activation int32) scaling.DeciderSpec {
	return scaling.DeciderSpec{
		MaxScaleUpRate: 1000, MaxScaleDownRate: 2, ScalingMetric: "concurrency", TargetValue: total * 0.7, TotalValue: total,
		TargetBurstCapacity: burst, PanicThreshold: 2, StableWindow: time.Duration(window) * time.Second,
		ScaleDownDelay: delay, Reachable: true, ActivationScale: activation,
	}
}

// slow limits how fast the number of pods grows, and panics later.
func slow(s scaling.DeciderSpec) scaling.DeciderSpec {
	s.MaxScaleUpRate, s.MaxScaleDownRate, s.PanicThreshold = 1.5, 1.2, 5
	return s
}

func main() {
	for number, spec := range specs {
		for index, load := range loads {
			initial := (number + index) % 2 * 4
			replay(fmt.Sprintf("%d-%s-%d", number, load.name, initial), spec, load.of, initial)
		}
	}
}

func replay(name string, spec scaling.DeciderSpec, of load, initial int) {
	panicWindow := max(time.Second, (spec.StableWindow / 10).Round(time.Second))
	fmt.Printf("#\t%s\t%g\t%g\t%g\t%g\t%g\t%g\t%g\t%g\t%g\t%d\t%d\n", name, spec.MaxScaleUpRate, spec.MaxScaleDownRate,
		spec.TargetValue, spec.TotalValue, spec.TargetBurstCapacity, spec.PanicThreshold, spec.StableWindow.Seconds(),
		panicWindow.Seconds(), spec.ScaleDownDelay.Seconds(), spec.ActivationScale, initial)
	random := rand.New(rand.NewSource(20261201))
	m := measurements{aggregation.NewTimedFloat64Buckets(spec.StableWindow, time.Second),
		aggregation.NewTimedFloat64Buckets(panicWindow, time.Second)}
	ready := &pods{initial}
	autoscaler := scaling.New(*attribute.EmptySet(), noop.NewMeterProvider(), "n", "r", m, ready, &spec)
	// New notes the present time if it begins with more than one pod, so the simulated time begins then as well. It is
	// even, because the delay's buckets are two seconds long.
	start := time.Unix(time.Now().Unix()/2*2, 0)
	history := []int{initial}
	for second := 0; second < seconds; second++ {
		now := start.Add(time.Duration(second) * time.Second)
		concurrency := of(random, second)
		if !math.IsNaN(concurrency) {
			concurrency = math.Round(concurrency*1000) / 1000
			m.record(now, concurrency)
		}
		if second%2 != 0 {
			fmt.Printf("%d\t%g\n", second, concurrency)
			continue
		}
		// A pod is ready four seconds after the decision.
		ready.ready = history[max(0, len(history)-2)]
		stable, panicking, _ := m.StableAndPanicConcurrency(types.NamespacedName{}, now)
		result := autoscaler.Scale(zap.NewNop().Sugar(), now)
		history = append(history, int(result.DesiredPodCount))
		fmt.Printf("%d\t%g\t%d\t%g\t%g\t%d\t%d\n", second, concurrency, ready.ready, stable, panicking,
			result.DesiredPodCount, result.ExcessBurstCapacity)
	}
}
