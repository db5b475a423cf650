"""What version 2 of the draw protocol (section 11) decides in another way: visits of few departments, and
teams that are filled and even. verify.py calls it."""
from collections import defaultdict
from functools import lru_cache
from itertools import combinations


def cut(plans, departments, limit):
    """The visits that serve plans in order of (end, start, plan): as few as the limit allows.
    departments says who comes for each plan, {plan: names}."""
    def may_share(visit):
        parts = [departments[plans[place].plan] for place in visit]
        meet = max(plans[place].start for place in visit) <= min(plans[place].end for place in visit)
        return meet and len(set().union(*parts)) <= max(limit, *map(len, parts))

    @lru_cache(None)
    def best(rest):
        """The fewest visits for these places in the order, and of the first visit minus its size and its places."""
        if not rest:
            return 0, 0, ()
        visits = (rest[:1] + others for count in range(len(rest)) for others in combinations(rest[1:], count))
        return min((best(tuple(place for place in rest if place not in visit))[0] + 1, -len(visit), visit)
                   for visit in visits if may_share(visit))
    rest, visits = tuple(range(len(plans))), []
    while rest:
        visit = best(rest)[2]
        visits.append([plans[place] for place in visit])
        rest = tuple(place for place in rest if place not in visit)
    return visits


def balance(parts, fits, names, order, max_visits):
    """Who sits where after filling and levelling. Inspectors are searched in order."""
    place = {name: number for number, name in enumerate(order)}
    exchange = Exchange(parts, [sorted(some, key=place.get) for some in fits], names)
    exchange.fill(max_visits)
    exchange.level(order)
    return exchange.names


class Exchange:
    """Inspectors exchanging seats. Seats are numbers in order of filling; parts says for each in which part it
    is, fits who fits it, in order of searching, names who sits there ("": nobody)."""

    def __init__(self, parts, fits, names):
        self.parts, self.fits, self.names = parts, fits, names
        self.seats_of, self.seats_in = defaultdict(set), defaultdict(list)
        for seat, (part, name) in enumerate(zip(parts, names)):
            self.seats_in[part].append(seat)
            self.seats_of[name].add(seat)
        self.in_vain = set()  # seats and inspectors that led to nobody, in this step

    def search(self, start, name, most):
        """Hand over one of these seats (of the inspector name) to somebody with at most so many, or so that he
        and others move up."""
        came_from, reached, queue = dict.fromkeys(start), {name}, list(start)
        for seat in queue:
            sitting = {self.names[other]: other for other in self.seats_in[self.parts[seat]]}
            movers = [sitting[name] for name in self.fits[seat] if name in sitting]
            for name in [None, *self.fits[seat]]:
                if name is None:
                    seats = movers
                elif name in sitting or name in reached or name in self.in_vain:
                    continue
                elif len(self.seats_of[name]) <= most:
                    return self.hand_over(came_from, seat, name)
                else:
                    reached.add(name)
                    seats = self.seats_of[name]
                for other in sorted(set(seats) - came_from.keys() - self.in_vain):
                    came_from[other] = seat
                    queue.append(other)
        self.in_vain |= reached | came_from.keys()

    def hand_over(self, came_from, seat, name):
        """The inspector takes the seat, who sat there the one it was reached from, and so on."""
        while seat is not None and name:
            before, self.names[seat] = self.names[seat], name
            self.seats_of[before].discard(seat)
            self.seats_of[name].add(seat)
            seat, name = came_from[seat], before

    def fill(self, max_visits):
        self.in_vain = set()
        for seat, name in enumerate(self.names):
            if not name:
                self.search([seat], None, max_visits - 1)

    def level(self, order):
        self.in_vain, load = set(), max((len(self.seats_of[name]) for name in order), default=0)
        while load >= 2:
            for name in order:
                if len(self.seats_of[name]) == load:
                    self.search(sorted(self.seats_of[name]), name, load - 2)
            load -= 1
