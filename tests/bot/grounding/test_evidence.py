"""Sentences held against a source: each kind of planted fault is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.documents.document import Block, Section
from bot.errors import Severity
from bot.grounding.evidence import Evidence

TURNED_ROUND = [
    ("Never peel the scabs off.", "Always peel the scabs off."),
    ("Do not put ice straight on the skin.", "Put ice straight on the skin."),
    ("Use the drops every morning.", "Do not use the drops every morning."),
    ("You need not shave the area.", "You must not shave the area."),
    ("You do not have to bring a pillow.", "Do not bring a pillow."),
    ("Apply the ointment without gloves.", "Apply the ointment with gloves."),
    ("Scarring is less likely in winter.", "Scarring is more likely in winter."),
    ("Fillers last longer than peels.", "Fillers last shorter than peels."),
    ("Take the antibiotic before breakfast.", "Take the antibiotic after breakfast."),
    ("Keep the wound above the water.", "Keep the wound below the water."),
    ("It is unlikely to leave a mark.", "It is likely to leave a mark."),
    ("Avoid saunas while the skin peels.", "Visit saunas while the skin peels."),
    ("The lotion reduces redness.", "The lotion increases redness."),
    ("Wear the upper splint at night.", "Wear the lower splint at night."),
    ("Sleep on your left side.", "Sleep on your right side."),
    ("Bathe the eye with cold water.", "Bathe the eye with hot water."),
    ("Do not stop the tablets by yourself.", "Stop the tablets by yourself."),
    ("The stitches cannot dissolve.", "The stitches dissolve."),
    ("The implant is unsafe near magnets.", "The implant is safe near magnets."),
    ("You must rest.", "You need not rest."),
    ("Children cannot have it.", "Children can have it."),
    ("Do not shower until the glue has set.", "Shower until the glue has set."),
    ("Nobody should drive home.", "Everybody should drive home."),
    ("Keep taking the tablets, and continue the exercises.", "Keep taking the tablets, and stop the exercises."),
    ("The graft usually takes.", "The graft rarely takes."),
    ("The splint should be loose.", "The splint should be tight."),
    ("Chew nothing after supper.", "Chew something after supper."),
    ("Keep the glue far from your eyes.", "Keep the glue near your eyes."),
    ("Do not trim the threads yourself.", "You may trim the threads."),
    ("Do not travel within two days of the scan.", "Travel within two days of the scan."),
    ("The ringing should ease overnight.", "The ringing should get worse overnight."),
    ("The wheals subside on holiday.", "The wheals worsen on holiday."),
    ("Bone mends in less time with rest.", "Bone mends in more time with rest."),
    ("Fittings take longer on Mondays.", "Fittings take less time on Mondays."),
]
SWAPPED = [
    ("Nylon threads hold longer than silk threads.", "Silk threads hold longer than nylon threads."),
    ("On oily floors the mop dries sooner than the cloth.", "The cloth dries sooner than the mop on oily floors."),
    ("Floss first, then rinse.", "Rinse first, then floss."),
    ("Compared with pills, plasters act slowly.", "Compared with plasters, pills act slowly."),
    ("The physio treats the knee, and the surgeon treats the hip.", "The surgeon treats the knee, the physio the hip."),
    ("Use cold packs for bruises and hot packs for cramps.", "Use hot packs for bruises and cold packs for cramps."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the brace for 4 days and the sling for 9 days."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the sling for 9 days."),
    ("Walk after 2 days, and run after 8 weeks.", "You can run after 2 days."),
    ("Babies get 3 drops. Toddlers get 6 drops.", "Toddlers get 3 drops."),
    ("Swap the gel for the spray on day 4.", "Swap the spray for the gel on day 4."),
    ("Call the nurse before the doctor.", "Call the doctor before the nurse."),
]
NUMBERS = [
    ("Fast gel sets within 3 minutes; slow gel sets within 2 hours.", "Fast gel sets within 2 hours."),
    ("Most patients walk out.", "Few patients walk out."),
    ("You need someone to drive.", "You do not need anyone to drive."),
    ("The second jab is due in spring.", "The third jab is due in spring."),
    ("A third of patients need glasses.", "A quarter of patients need glasses."),
    ("The tube is 2 inches long.", "The tube is 7 cm long."),
    ("Rinse every 6 hours.", "Rinse twice a day."),
    ("We open at half past nine in the morning.", "We open at half past nine in the evening."),
    ("The clinic moved on 2024-05-01.", "The clinic moved on 5 January 2024."),
    ("It is not for children under 8.", "It is not for children over 8."),
    ("Vitamin K is given.", "Vitamin D is given."),
    ("Ask Dr Moreau for it.", "Ask Dr Lindqvist for it."),
    ("Take 1½ tablets at night.", "Take 11 tablets at night."),
    ("Take 2½ spoonfuls of syrup.", "Take 2 spoonfuls of syrup."),
    ("Keep the plaster on for 36 hours.", "Keep the plaster on for 36 days."),
    ("Use 5 ml of mouthwash.", "Use 5 l of mouthwash."),
    ("The cream has 200 µg of steroid.", "The cream has 200 mg of steroid."),
    ("Call us if your fever is > 38.5 °C.", "Call us if your fever is < 38.5 °C."),
    ("Store the vial at -18 °C.", "Store the vial at 18 °C."),
    ("Bathe at 37 °C.", "Bathe at 37 °F."),
    ("Rinse three times a day.", "Rinse three times a week."),
    ("Rinse every 4 hours.", "Rinse every 6 hours."),
    ("The gel has 2,5 % of salicylate.", "The gel has 25 % of salicylate."),
    ("About 12 % of patients bruise.", "About 1.2 % of patients bruise."),
    ("The offer ends on 3 May.", "The offer ends on 3 June."),
    ("The offer ends on 3 May.", "The offer ends on 13 May."),
    ("We close at 6 pm.", "We close at 6 am."),
    ("We are open Monday to Thursday.", "We are open Monday to Saturday."),
    ("Ring 01632 960 417.", "Ring 01632 960 471."),
    ("Wear the brace for at least 14 days.", "Wear the brace for at most 14 days."),
    ("Do not take more than 6 capsules.", "Take more than 6 capsules."),
    ("Stay at home for 7 to 9 days.", "Stay at home for 7 to 19 days."),
    ("It goes wrong in 1 in 200 people.", "It goes wrong in 1 in 20 people."),
    ("A crown costs £450.", "A crown costs €450."),
    ("Give 15 mg per kg.", "Give 15 mg per day."),
    ("Come back in half an hour.", "Come back in an hour and a half."),
    ("Use 2 drops daily.", "Use 2 drops weekly."),
    ("Rinse after 8 pm.", "Rinse after 8 am."),
    ("Call if it aches for over 4 days.", "Call if it aches for under 4 days."),
    ("Do not take more than 6 capsules a day.", "Take more than 6 capsules a day."),
    ("Do not drive for 24 hours. Do not drink alcohol for 48 hours.", "Do not drink alcohol for 24 hours."),
    ("Say if you took steroids in the past nine weeks.", "Say if you took steroids within nine months."),
    ("Your lenses come after 6 days at the earliest.", "Your lenses come after 6 days at the latest."),
]
# Small words that turn a rule into another one: until when, for whom, how often, whether it must be.
SMALL_WORDS = [
    ("You can shower from day 3.", "You must shower by day 3."),
    ("Take ibuprofen only if your dentist has agreed.", "Take ibuprofen even if your dentist has not agreed."),
    (
        "A small wound does not need stitches. It needs a dressing for 2 days.",
        "A small wound needs a dressing for 2 days and stitches.",
    ),
    ("Keep the wound away from water for 5 days.", "Keep the wound in water for 5 days."),
    ("Do not eat until the numbness has gone.", "Do not eat after the numbness has gone."),
    ("Drink at least 2 litres a day.", "Drink at most 2 litres a day."),
    ("You may take up to 8 tablets a day.", "You take at least 8 tablets a day."),
    ("Change the dressing every other day.", "Change the dressing every day."),
    ("Stop the gel 4 hours before the treatment.", "Stop the gel 4 hours after the treatment."),
    ("Sleep on your left side for the first 3 nights.", "Sleep on your right side for the first 3 nights."),
    ("Wear the stocking on both legs.", "Wear the stocking on one leg."),
    ("Call us if you have fever and a rash.", "Call us if you have fever or a rash."),
    ("You may drive after 24 hours.", "You must drive after 24 hours."),
    ("Some patients have a headache for a day.", "All patients have a headache for a day."),
    ("Scars are rarely visible after a year.", "Scars are often visible after a year."),
    ("None of the patients in the study lost hair.", "Most of the patients in the study lost hair."),
    ("The cream should not be used on broken skin.", "The cream should be used on broken skin."),
    (
        "Exercise is allowed no earlier than 10 days after surgery.",
        "Exercise is allowed no later than 10 days after surgery.",
    ),
    ("The drops are for the outer ear only.", "The drops are for the outer ear and the inner ear."),
    (
        "Swelling gets worse for the first 2 days, then gets better.",
        "Swelling gets better for the first 2 days, then gets worse.",
    ),
    ("Take the last tablet by 10 pm.", "Take the last tablet from 10 pm."),
    ("The clinic refunds only if the lens is unopened.", "The clinic refunds even if the lens is opened."),
    (
        "The blister does not need a plaster. It needs cool water for 15 minutes.",
        "The blister needs cool water for 15 minutes and a plaster.",
    ),
    ("Keep your leg near the heat pad.", "Keep your leg away from the heat pad."),
    ("Wear the shield until the surgeon has seen the eye.", "Wear the shield after the surgeon has seen the eye."),
    ("Patients may bring a partner.", "Patients must bring a partner."),
    ("You should shave the night before.", "You must shave the night before."),
    (
        "Ring the ward if your temperature rises and the drain is full.",
        "Ring the ward if your temperature rises or the drain is full.",
    ),
    ("Most patients see a change after 2 sessions.", "All patients see a change after 2 sessions."),
    ("Put drops in both eyes for 6 weeks.", "Put drops in either eye for 6 weeks."),
    ("The bandage can come off from Tuesday.", "The bandage must come off by Tuesday."),
    ("Swallow the capsule only when you have eaten.", "Swallow the capsule even when you have not eaten."),
    (
        "Children under 5 do not need the booster. They need the first dose.",
        "Children under 5 need the first dose and the booster.",
    ),
    ("Stay out of the sun for 10 days.", "Stay in the sun for 10 days."),
    ("Do not lift your arm until the drain is out.", "Do not lift your arm once the drain is out."),
    ("Visitors must wear a mask.", "Visitors may wear a mask."),
    ("You may walk after 6 hours.", "You have to walk after 6 hours."),
    ("Bring your passport and a referral letter.", "Bring your passport or a referral letter."),
    ("None of our nurses sells creams.", "Some of our nurses sell creams."),
    ("The rash is often gone after a week.", "The rash is seldom gone after a week."),
    ("Use the spray every other morning.", "Use the spray each morning."),
    ("At least two people check the name.", "At most two people check the name."),
    ("Take the syrup before meals.", "Take the syrup after meals."),
    ("Cool the right knee.", "Cool the left knee."),
    ("Rinse with either water or tea.", "Rinse with both water and tea."),
]
# What a verb's particle turns round, what was said with reserve, and who does what.
PARTICLES = [
    ("Give up snacks for a month.", "Take up snacks for a month."),
    ("Put the sling on at noon.", "Take the sling off at noon."),
    ("You can leave the collar off at lunch.", "You can leave the collar on at lunch."),
    ("Cut down on salt.", "Cut out salt."),
    ("Keep the mask on tonight.", "Take the mask off tonight."),
    ("Keep the mask on tonight and take it off at dawn.", "Take the mask off tonight and put it on at dawn."),
    ("Carry on with your inhaler.", "Stop your inhaler."),
    ("Put off the trip if you cough.", "Go ahead with the trip if you cough."),
    ("Take the cotton wool out after lunch.", "Leave the cotton wool in after lunch."),
    ("Sunbeds must be avoided for 9 days.", "Sunbeds are fine for 9 days."),
    ("Wait in the hall for 10 minutes.", "You need not wait in the hall for 10 minutes."),
    ("Do not fly after the procedure.", "Fly after the procedure."),
]
RESERVES = [
    ("The filling might fall out.", "The filling will fall out."),
    ("Bruises generally fade in 8 days.", "Bruises fade in 8 days."),
    ("Hearing may be muffled for an evening.", "Hearing is muffled for an evening."),
    ("The cough could return in autumn.", "The cough returns in autumn."),
    ("You may feel a tingle.", "You will feel a tingle."),
    ("Some toddlers vomit after the drops.", "Toddlers vomit after the drops."),
    ("It is possible that the wire breaks.", "The wire breaks."),
    ("In rare cases the wire breaks.", "The wire breaks."),
    ("Nearly all wounds close.", "All wounds close."),
    ("A second visit is recommended.", "A second visit is required."),
    ("You can usually fly on day 3.", "You can fly on day 3."),
]
SUBJECTS = [
    ("The hygienist polishes, and the technician casts the model.", "The hygienist casts the model."),
    ("Cold soothes burns, whereas warmth soothes cramps.", "Warmth soothes burns."),
    ("The midwife weighs the baby. The doctor writes the letter.", "The midwife writes the letter."),
    ("The nurse washes the ear and the doctor dries it.", "The nurse dries the ear."),
    ("We order the frames. You fit them at home.", "You order the frames."),
    ("The flu jab is given in autumn. The measles jab is given in spring.", "The flu jab is given in spring."),
    ("Boil the bottle in a pan, then dry it on a rack.", "Dry the bottle on a rack, then boil it in a pan."),
]
# Another thing, person or disease in the place of the one that is named, whether or not the rest is said alike.
THINGS = [
    ("Wrap your wrist in a scarf at night.", "Wrap your ankle in a scarf at night."),
    ("Rinse the nose with salt water.", "Rinse the nose with vinegar."),
    ("Feed the parrot seeds and fruit.", "Feed the hamster seeds and fruit."),
    ("The plumber turns the water off at noon.", "The painter turns the water off at noon."),
    ("People with asthma sit near the door.", "People with gout sit near the door."),
    ("Warm the oil before the massage.", "Warm the soup before the massage."),
]
EXCEPTIONS = [
    ("You can wear all hats except helmets.", "You can wear all hats, helmets too."),
    ("The cat may go out unless it limps.", "The cat may go out even if it limps."),
    ("Do not open the box unless the seal is broken.", "Do not open the box when the seal is broken."),
    ("It is thought that tea calms the throat.", "Tea calms the throat."),
    ("Do not comb the fringe today. Tomorrow, comb it gently.", "Comb the fringe today, and gently tomorrow."),
]
# Allowed under a condition, or denied of what "it" stands for.
CONDITIONS = [
    ("You may cycle once the knee bends.", "You may cycle."),
    ("If the vet agrees, the dog can run.", "The dog can run."),
    ("You can dive after 9 days unless the ear leaks.", "You can dive after 9 days."),
    ("You can eat all fruit except grapefruit.", "You can eat all fruit."),
    ("The powder goes on the skin. Do not inhale it.", "Inhale the powder."),
    ("A nurse changes the bag. Never empty it yourself.", "Empty the bag yourself."),
]
ORDERS = [
    ("Oil the hinge, and only then lift the lid.", "Lift the lid, and oil the hinge afterwards."),
    ("Carry the baby on your back for a mile.", "Carry the baby on your stomach for a mile."),
    ("We advise you to wear gloves.", "You must wear gloves."),
    ("Oil the hinge at night.", "Oil the hinge in the morning."),
    ("The lamp does not heat the loft.", "The loft is heated by the lamp."),
    ("Warm the oil in the pan before use.", "Warm the oil in the pan after use."),
    ("Puppies under 9 weeks are not washed.", "Puppies over 9 weeks are not washed."),
    ("Do not soak it for at least 36 hours.", "Do not soak it for at most 36 hours."),
]
SPANS = [
    ("You may cycle after a month.", "You may cycle within a month."),
    ("The sutures come out in week 4.", "The sutures come out after the fourth week."),
]
# What narrows a statement: left out, or put in where the source has none.
NARROWED = [
    ("All guests except pupils must pay by noon.", "Guests have to pay by noon."),
    ("If the hinge creaks, oil it.", "Oil the hinge."),
    ("Parcels are free, crates excepted.", "Parcels are free."),
    ("If the kettle whistles, lift the lid with a cloth.", "Lift the lid with a cloth."),
    ("Oil the chain when it squeaks.", "Oil the chain."),
    ("The museum is free except for the tower.", "The museum is free."),
    ("With the exception of ferns, all plants like the balcony.", "All plants like the balcony."),
    ("Do not feed the fish anything other than flakes in the first week.", "Do not feed the fish in the first week."),
    ("In one trial, cats that ate oats slept longer.", "Cats that eat oats sleep longer."),
    ("The roof can creak. It might leak in a storm.", "The roof leaks in a storm."),
]
# More than the source says: of all places and times, an end for a decrease, another act, one more item.
WIDENED = [
    ("Tents may stand on the meadow.", "Tents may stand wherever you like."),
    ("The shop opens on weekdays.", "The shop opens on any day."),
    ("The felt dampens the noise of the pump.", "The felt ends the noise of the pump."),
    ("Sweep the tiles with a dry broom.", "Paint the tiles with a dry broom."),
    ("Pull the lever in slowly with your thumb.", "Pull the lever out slowly with your thumb."),
    ("Pack a torch, a rope and a map.", "Pack a torch, a rope, a kettle and a map."),
]
# Steps in another order, and what one of two parts denies, whichever sentences they stand in.
STEPS = [
    ("Clay pots are less heavy and crack more often.", "Clay pots are less heavy and crack less often."),
    ("Sand the door. After that, varnish it twice.", "Varnish the door twice. After that, sand it."),
    ("First the cook salts the broth. The noodles follow.", "First come the noodles. Then the cook salts the broth."),
    ("Wind the clock before you set the alarm.", "Set the alarm. Then wind the clock."),
    ("Park in the yard, not in the lane.", "Park in the lane, not in the yard."),
    ("You may knock, but do not open the hatch.", "You may knock or open the hatch."),
    ("Take the powder on an empty stomach.", "Take the powder with a meal."),
    ("The boy who drank the tea slept.", "The boy who drinks the tea cannot sleep."),
]
# What a leaflet's long sentences hold: when from then on, of whom, under what, and in which of two lists.
LONG = [
    ("You can row again the next day; after a long race, take two days off.", "You can row again the same day."),
    ("Call the harbour at once if the mast leans.", "Call the harbour the next day if the mast leans."),
    ("Rust can form on the hinge.", "Rust forms on every hinge."),
    ("In up to 3 of 100 boats the mast cracks.", "The mast cracks in all boats."),
    (
        "You may paint after two days if the wall is dry, and varnish after four days.",
        "You may paint after two days whether or not the wall is dry.",
    ),
    ("Cramps come more often in sailors and in women.", "Cramps come more often in sailors and in men."),
    (
        "Wash the sail with mild soap once a week; never wash the sail with bleach or petrol.",
        "Wash the sail with mild soap or petrol.",
    ),
    (
        "The pump starts with a low hum and raises it over 20 minutes.",
        "The pump starts with a high hum and lowers it over 20 minutes.",
    ),
    ("The rope swells, because damp air may be the cause.", "Damp air is the cause."),
    ("Do not row, sail or dive on Sundays.", "Do not row, sail, quarrel or dive on Sundays."),
]
PLANTED = [
    *LONG,
    *NARROWED,
    *WIDENED,
    *STEPS,
    *TURNED_ROUND,
    *SWAPPED,
    *NUMBERS,
    *SMALL_WORDS,
    *PARTICLES,
    *RESERVES,
    *SUBJECTS,
    *THINGS,
    *EXCEPTIONS,
    *SPANS,
    *CONDITIONS,
    *ORDERS,
]
# As an editor sums up a leaflet: other words, another order, less of it.
SUMMED_UP = [
    ("You will feel a push but no sharp sting.", "The gel stops you feeling a sharp sting."),
    (
        "Lift nothing heavy, that is more than 5 kg, for two weeks.",
        "Avoid lifting anything over 5 kg for the first fortnight.",
    ),
    (
        "You may stir in up to 1 g of yeast every six hours.",
        "The most you may stir in is 1 g of yeast every six hours.",
    ),
    ("Do not row for at least 72 hours.", "Wait three days before you row."),
    (
        "The seams lie under the deck and hold, so nothing has to be taken out.",
        "The seams are under the deck and hold by themselves.",
    ),
    ("The crew sails between 9 am and noon.", "The crew sails between nine and twelve o'clock."),
    ("A cat needs about a quarter less hay.", "A cat needs about 25% less hay."),
    ("About one boat in four leaks.", "Roughly a quarter of the boats leak."),
    ("A strip, usually a fifth of its width, is cut away.", "A strip, normally 20% of its width, is cut away."),
    ("The dose of tar is cut by half.", "We halve the dose of tar."),
    ("She will be sleepy on the first evening.", "She will be drowsy that evening."),
    ("Knots that are too tight cause cracks in the mast.", "Do not pull the knots too tight, as that gives cracks."),
    ("Never top up old oil.", "Use fresh oil rather than topping up the old oil."),
    (
        "Take the second tin early, at least four hours before the race.",
        "Take the second tin early, no later than four hours before the race.",
    ),
    ("Use the pump every night for at least four hours.", "Use the pump for four hours a night at least."),
    ("Ropes are checked at most three times in a year.", "Ropes are checked no more than three times a year."),
    ("If wax is swallowed, it does no harm.", "You can safely swallow wax."),
    (
        "A check on day three and again on day ten is included.",
        "Two checks, on the third and on the tenth day, are included.",
    ),
    ("It takes six to twelve weeks to dry.", "It takes six weeks to three months to dry."),
    ("We give three doses of tar.", "You need three injections of tar."),
    ("Oars fade more easily in the sun.", "Oars get sunburnt more easily."),
    ("No goat stands still while we work under its hoof.", "We have to work under the hoof, and no goat stands still."),
    ("Gulls and terns are common for a few hours.", "For a few hours you may see terns and gulls."),
]
RIGHT = [
    *SUMMED_UP,
    ("Parcels are free, crates excepted.", "Except for crates, parcels cost nothing."),
    ("Turn the sand after the fourth tide.", "Turn the sand after four tides."),
    (
        "Light no more than 9 candles a day, and stop after two weeks.",
        "Nine candles a day are the limit; after 2 weeks, stop.",
    ),
    ("Paint without lead.", "Use paint that is free of lead."),
    ("Wash the brush, and get a new one three times a year.", "Get a new brush every four months."),
    ("If you want to paint, a nurse brings brushes.", "A nurse brings brushes."),
    ("If the kettle whistles, lift the lid with a cloth.", "Should the kettle whistle, lift its lid with a cloth."),
    ("The museum is free except for the tower.", "The museum costs nothing, apart from the tower."),
    ("Only the warden rings the bell.", "Nobody but the warden rings the bell."),
    ("It takes only nine minutes.", "It takes nine minutes."),
    ("Do not wash the felt. Brush it.", "Do not wash the felt, only brush it."),
    ("The strap stops the bag from slipping.", "The strap prevents the bag from slipping."),
    ("Oil the chain before each ride.", "Oil the chain every time, before you ride."),
    ("Take the powder with a meal.", "Take the powder with food."),
    ("The geese flew off and the mice fled.", "The mice flee, and the geese fly off."),
    ("Banned: kites, drones, horns.", "Kites, drones and horns are banned."),
    ("Not welcome: kites, drones, horns.", "Kites are not welcome, nor drones or horns."),
    ("Rowing may continue in the rain.", "You need not stop rowing in the rain."),
    ("In rare cases a rope snaps.", "A rope rarely snaps."),
    ("Wear the boots until the mud has dried up.", "Keep your boots on until the mud has been removed."),
    ("Because the glue is hot, do not touch it.", "Do not touch the glue because it is hot."),
    ("We rent boats from the 12th to the 15th week.", "We rent boats in weeks 12 to 15."),
    ("The noise is loudest on the third or fourth day.", "The noise is loudest on day 3 or 4."),
    ("The hall is open Tuesday through Friday.", "The hall is open from Tuesday to Friday."),
    ("Labels that do not stick come off after 21 days.", "Labels that do not stick are taken off after three weeks."),
    ("Most puddles dry up within three days.", "Most puddles are gone after three days."),
    ("Use 3 g of yeast a day at most.", "Do not use more than 3 g of yeast in 24 hours."),
    ("Limit salt to 4 g a day.", "Have no more than 4 g of salt a day."),
    ("Leave the boat on land for 3 weeks before the race.", "Keep the boat on land in the 3 weeks before the race."),
    ("Drink nothing after noon.", "Do not drink after noon."),
    ("The dog must fast from noon.", "Give the dog nothing after noon."),
    ("Come at 6.45 for the ferry.", "Come at a quarter to seven for the ferry."),
    ("Take one bag of half a litre.", "Take a bag of 0.5 litres."),
    ("Call us about a temperature of 39 °C.", "Call us if your child has a fever of 39 °C."),
    ("Check in at reception.", "Check in at the reception desk."),
    ("Sip 2 litres of broth per day.", "Sip 2000 ml a day."),
    ("If the dough sags, stop it, rest for nine minutes and try again.", "Rest for 9 minutes."),
    ("On oily floors the mop dries sooner than the cloth.", "On oily floors the cloth dries later than the mop."),
    ("On oily floors the mop dries sooner than the cloth.", "The mop dries sooner than the cloth on oily floors."),
    ("Turn the key no further than 30 degrees.", "Don't turn the key more than 30 degrees."),
    ("Look at it after 48 hours and again after 96 hours.", "Look at it after two days, and once more after four."),
    ("The lids are closed without glue and last for a year.", "The lids can last a year."),
    ("You are advised not to carry the kiln.", "Let someone else carry the kiln."),
    ("Paint improves in spring and worsens in autumn.", "Paint is better in spring and worse in autumn."),
    ("Never wear your gloves while cooking.", "Take your gloves off before you cook."),
    ("The varnish must not come into contact with the plaster.", "Do not let the varnish touch the plaster."),
    ("Common paint faults include cracks and rust. Grave ones are rare.", "Grave paint faults are rare."),
    ("The paste may be kept in the shed for nine weeks.", "You can keep the paste in the shed for up to nine weeks."),
    ("Varnish in the evening, ideally by lamplight.", "Varnish in the evening, best by lamplight."),
    ("We show you the pool. Ask the coach for a cap.", "We show the pool, and the coach has caps."),
    ("Call us if the paint has not dried after one week.", "Call us if the paint is still wet after a week."),
    (
        "Snow tyres must not be used on a dry road for longer than nine weeks.",
        "Use snow tyres for nine weeks at the most.",
    ),
    ("It is unsuitable for puppies under the age of 9 weeks.", "Puppies younger than 9 weeks cannot have it."),
    ("For the first 4 weeks, do not tilt it beyond 30 degrees.", "For 4 weeks, never tilt it by more than 30 degrees."),
    ("Spread 40 g of sand a day on the path.", "Spread 40 g of sand on the path every day."),
    ("Ring when the alarms come every nine minutes.", "Ring when the alarms are nine minutes apart."),
    ("Oil should not be stored in the loft.", "Never store oil in the loft."),
    ("Do not soak it for at least 36 hours.", "Wait at least a day and a half before you soak it."),
    ("Lift nothing heavier than 4 kg.", "Do not lift anything heavier than 4 kg."),
    ("Puppies under 9 weeks are not washed.", "Puppies can be washed from 9 weeks on."),
    ("No ticket is needed for visits before 9 am.", "You can visit before 9 am without a ticket."),
    ("Trays must be removed before a meal and may be worn after it.", "Remove your trays before a meal."),
    (
        "Whoever is allergic to any part of the serum must not receive it.",
        "You must not have the serum if you were ever allergic to any part of it.",
    ),
    ("Wash the whole dog except for the ears.", "Wash the whole dog, but not its ears."),
    ("Both scans are done on the same day.", "Both scans are done on one day."),
    ("You may cycle once the knee bends.", "When the knee bends, you may cycle."),
    ("You may cycle once the knee bends. You may cycle on the flat at any time.", "You may cycle on the flat."),
    ("Lie on two cushions with the foot raised.", "Use two cushions to keep the foot raised while you lie down."),
    ("Give up snacks at least a month before the test.", "Stop snacks 4 weeks or more before the test."),
    ("Leave the mascara off for 9 days.", "Do not wear mascara for 9 days."),
    ("Earplugs must be left out for 3 days.", "Do not use earplugs for 3 days."),
    ("Sunbeds must be avoided for 9 days.", "Do not use sunbeds for 9 days."),
    ("Keep the collar on for 2 weeks.", "Take the collar off after 2 weeks."),
    ("You can eat without the guard once the gum has healed.", "Keep using the guard until the gum has healed."),
    ("Keep the mask on tonight.", "Do not take the mask off tonight."),
    ("Lie on the treated side.", "Do not lie on the other side."),
    ("You should not dive until your doctor says that it is safe.", "Dive only when the doctor has said it is safe."),
    ("Hearing may be muffled for an evening.", "Muffled hearing is possible for an evening."),
    ("You may feel a tingle.", "Some people feel a tingle."),
    ("You may drive home.", "Driving home is fine."),
    ("Bruises generally fade in 8 days.", "Bruises normally fade within 8 days."),
    ("The nurse washes the ear and the doctor dries it.", "The doctor dries the ear once the nurse has washed it."),
    ("Swim 2 times a week.", "Swim on 2 days of the week."),
    ("The score should stay under 5 points.", "The score should not reach 5 points."),
    ("The bone needs 8 weeks to set.", "The bone sets in about two months."),
    ("Do not carry anything heavier than 3 kg.", "Carry no more than 3 kg."),
    ("The spray cannot be given to any child under 7.", "The spray is for children aged 7 or over."),
    ("Kittens can have it from 9 weeks of age.", "Kittens who are at least 9 weeks old can have it."),
    ("Tell us of any epilepsy.", "Tell us if you are epileptic."),
    ("Sit for no more than 40 minutes.", "Do not sit at your desk for longer than 40 minutes."),
    ("You have to be free of coughs for a week.", "You must have had no cough for 7 days."),
    ("Stop fish oil 9 days before.", "Take no fish oil for 9 days before."),
    ("The stockings take up to 7 days.", "The stockings can take 7 days."),
    ("Use 4 drops.", "Use 4 drops each time."),
    ("Have broth but no cream.", "Cream is not allowed."),
    ("Gel sets within 3 minutes and holds for 6 hours.", "Gel holds for 6 hours and sets in 3 minutes or less."),
    ("Nylon threads hold longer than silk threads.", "Silk threads do not hold as long as nylon threads."),
    ("Nylon threads hold longer than silk threads.", "Compared with silk threads, nylon threads hold longer."),
    ("Floss first, then rinse.", "Floss before you rinse."),
    ("Call the nurse before the doctor.", "Call the doctor after the nurse."),
    ("Call the nurse before the doctor.", "Before the doctor, call the nurse."),
    ("Plasters act more slowly than pills.", "Pills act faster than plasters."),
    ("Avoid nuts, eggs and milk.", "Avoid milk, nuts and eggs."),
    ("Do not swim in the sea or in a lake.", "Do not swim in a lake or in the sea."),
    ("The physio treats the knee.", "The knee is treated by the physio."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the sling for 4 days, the brace for 9."),
    ("The cover lasts a year with one jab and for 20 years with two.", "With two jabs, the cover lasts 20 years."),
    ("The second jab is due in spring.", "The 2nd jab is due in spring."),
    ("A quarter of patients need glasses.", "25% of patients need glasses."),
    ("A third of patients need glasses.", "1 in 3 patients needs glasses."),
    ("The tube is 2 inches long.", "The tube is 5 cm long."),
    ("It weighs 2 kg.", "It weighs 4.4 lb."),
    ("Take a pair of capsules.", "Take two capsules."),
    ("Take a single capsule.", "Take one capsule."),
    ("Use 20 ml.", "Use 20 millilitres."),
    ("Rinse every 12 hours.", "Rinse twice a day."),
    ("Rinse every 8 hours.", "Rinse three times daily."),
    ("We open at 9.30 am.", "We open at half past nine in the morning."),
    ("We open at 8:45.", "We open at quarter to nine."),
    ("The clinic moved on 2024-05-01.", "The clinic moved on 1 May 2024."),
    ("It is not for children under 8.", "Children must be 8 or older."),
    ("Call us above 38.5 °C.", "Call us above 38.5 °C (101.3 °F)."),
    ("It hurts within 48 hours.", "It hurts in the first 2 days."),
    ("You do not need a prescription.", "No prescription is needed."),
    ("Rest for 3‑4 days.", "Rest for 3-4 days."),
    ("Rest for 3–4 days.", "Rest for three to four days."),
    ("Rest for between 3 and 4 days.", "Rest for 3 to 4 days."),
    ("Drink 1 000 ml of water.", "Drink 1000 ml of water."),
    ("Drink 1,500 ml of water.", "Drink 1.5 litres of water."),
    ("Drink 1.500 ml of water.", "Drink 1.500 ml of water."),
    ("Rest for ≥ 3 days.", "Rest for at least 3 days."),
    ("Rest for 3 days or more.", "Rest for a minimum of 3 days."),
    ("Rest for no less than 3 days.", "Rest for at least 3 days."),
    ("Come back in a fortnight.", "Come back in 2 weeks."),
    ("Come back in 14 days.", "Come back in two weeks."),
    ("Leave it on for 48 hours.", "Leave it on for 2 days."),
    ("Leave it on for 1½ hours.", "Leave it on for 90 minutes."),
    ("Leave it on for one and a half hours.", "Leave it on for 1.5 hours."),
    ("Leave it on for ½ hour.", "Leave it on for half an hour."),
    ("Swallow 1/2 tablet.", "Swallow half a tablet."),
    ("Call at 38 °C or above.", "Call at 38 degrees or more."),
    ("Call above 100.4 °F.", "Call above 38 °C."),
    ("Keep it at −20 °C.", "Keep it at minus 20 degrees Celsius."),
    ("Rinse twice a day.", "Rinse two times per day."),
    ("Rinse once a day.", "Rinse daily."),
    ("Rinse once daily.", "Rinse every day."),
    ("Brush 2× daily.", "Brush twice a day."),
    ("It has 10,5 % of acid.", "It has 10.5 per cent of acid."),
    ("One in ten patients bruise.", "10% of patients bruise."),
    ("Up to 3 of 100 patients bruise.", "No more than 3 in 100 patients bruise."),
    ("The clinic moved on 1 May 2024.", "The clinic moved on May 1st, 2024."),
    ("The clinic moved on the 2nd of June.", "The clinic moved on 2 June."),
    ("We close at 17:30.", "We close at 5.30 pm."),
    ("Ring +44 1632 960417.", "Ring 01632 960417."),
    ("We are open Monday to Friday.", "We are open on Wednesday."),
    ("A crown costs 450 pounds.", "A crown costs £450."),
    ("It costs 1 200 zł.", "It costs 1200 PLN."),
    ("The needle is 4 millimetres long.", "The needle is 0.4 cm long."),
    ("Swelling peaks on the second day.", "Swelling peaks on day 2."),
    ("Wait 24 hours¹ before driving.", "Wait 24 hours before driving."),
    ("Do not smoke for 72 hours.", "You can smoke again after 72 hours."),
    ("Do not do any sport for 5 days.", "Wait 5 days before you do any sport."),
    ("Avoid alcohol for 24 hours.", "Do not drink alcohol for 24 hours."),
    ("Do not eat, drink or chew gum.", "Do not chew gum."),
    ("Do not swim until the wound has closed.", "Wait until the wound has closed before you swim."),
    ("Numbing cream may or may not be used.", "Numbing cream may be used, or not."),
    ("You need not fast.", "You do not have to fast."),
    ("Nothing should touch the graft.", "The graft should not touch anything."),
    ("Bleeding is not unusual.", "Bleeding is usual."),
    ("Keep it dry, and do not rub it.", "Do not rub it, and keep it dry."),
    ("Do not take more than 6 capsules a day.", "Take no more than 6 capsules a day."),
    ("Do not take more than 6 capsules a day.", "Take at most 6 capsules daily."),
    ("Call if it aches for over 4 days.", "Call if it aches for more than 4 days."),
    ("A week's rest will do.", "One week of rest will do."),
    ("It takes about 1½ hours.", "It takes around an hour and a half."),
    ("Open 8 am to 6 pm, Monday to Friday.", "We are open Monday to Friday, 8 to 6."),
    ("Do not swim for two weeks.", "No swimming for 14 days."),
    ("It is a nonsurgical method.", "The method is not surgery."),
    ("You can shower from day 3.", "Showers are fine from the third day."),
    ("Take ibuprofen only if your dentist has agreed.", "Do not take ibuprofen unless your dentist has agreed."),
    (
        "A small wound does not need stitches. It needs a dressing for 2 days.",
        "A small wound needs a dressing for 2 days, but no stitches.",
    ),
    ("Keep the wound away from water for 5 days.", "Keep water away from the wound for five days."),
    ("Do not eat until the numbness has gone.", "Eat only after the numbness has gone."),
    ("Drink at least 2 litres a day.", "Drink 2 litres a day or more."),
    ("You may take up to 8 tablets a day.", "Take no more than 8 tablets a day."),
    ("Change the dressing every other day.", "Change the dressing every two days."),
    ("Stop the gel 4 hours before the treatment.", "Use no gel in the last 4 hours before the treatment."),
    (
        "Sleep on your left side for the first 3 nights.",
        "For the first three nights, lie on the left side when you sleep.",
    ),
    ("Wear the stocking on both legs.", "Each leg needs the stocking."),
    ("Call us if you have fever or a rash.", "Fever? A rash? Call us."),
    ("You may drive after 24 hours.", "You can drive again once 24 hours have passed."),
    ("Some patients have a headache for a day.", "A headache for a day is possible in some patients."),
    ("Scars are rarely visible after a year.", "After a year scars are seldom visible."),
    ("None of the patients in the study lost hair.", "No patient in the study lost hair."),
    ("The cream should not be used on broken skin.", "Do not use the cream on broken skin."),
    (
        "Exercise is allowed no earlier than 10 days after surgery.",
        "Wait at least 10 days after surgery before you exercise.",
    ),
    ("The drops are for the outer ear only.", "Use the drops in the outer ear only."),
    (
        "Swelling gets worse for the first 2 days, then gets better.",
        "Swelling increases for 2 days and then gets better.",
    ),
    ("Take the last tablet by 10 pm.", "The last tablet must be taken no later than 10 pm."),
    ("The clinic refunds only if the lens is unopened.", "Refunds are given only when the lens is unopened."),
    (
        "The blister does not need a plaster. It needs cool water for 15 minutes.",
        "The blister needs no plaster, only cool water for 15 minutes.",
    ),
    ("Keep your leg near the heat pad.", "Your leg should stay close to the heat pad."),
    ("Patients may bring a partner.", "A partner can come along."),
    ("You should shave the night before.", "It is best to shave the evening before."),
    (
        "Ring the ward if your temperature rises or the drain is full.",
        "If the drain is full or your temperature rises, ring the ward.",
    ),
    ("Most patients see a change after 2 sessions.", "After two sessions the majority of patients see a change."),
    ("Put drops in both eyes for 6 weeks.", "For 6 weeks, put drops into each eye."),
    ("The bandage can come off from Tuesday.", "From Tuesday on you can take the bandage off."),
    ("Swallow the capsule only when you have eaten.", "Eat before you swallow the capsule."),
    (
        "Children under 5 do not need the booster. They need the first dose.",
        "Children under 5 need the first dose but not the booster.",
    ),
    ("Stay out of the sun for 10 days.", "Avoid the sun for ten days."),
    ("Do not lift your arm until the drain is out.", "Lift your arm only once the drain is out."),
    ("Visitors must wear a mask.", "Visitors have to wear a mask."),
    ("You may walk after 6 hours.", "After six hours you can walk."),
    ("Bring your passport and a referral letter.", "Your passport and a referral letter are needed."),
    ("None of our nurses sells creams.", "Our nurses do not sell creams."),
    ("Use the spray every other morning.", "Use the spray on every second morning."),
    ("At least two people check the name.", "The name is checked by two or more people."),
    ("Take the syrup before meals.", "The syrup is taken before you eat a meal."),
    ("Cool the right knee.", "The knee on the right should be cooled."),
    ("Rinse with either water or tea.", "You can rinse with water or with tea."),
    ("A physician reads the scan.", "A doctor reads the scan."),
    ("Keep the lens in its case.", "Keep the lenses in the case."),
    ("Bring the trousers that you run in.", "Bring the pants that you run in."),
    ("Puppies need a blanket.", "A puppy needs a blanket, as young dogs do."),
    ("Injections are given into the thigh.", "The needle goes into the thigh."),
    ("The cat may go out unless it limps.", "The cat may go out if it does not limp."),
    ("You can wear all hats except helmets.", "You can wear any hat but a helmet."),
    ("Wear the sock from week 5.", "Wear the sock after the fourth week."),
    ("Play again after 7 days.", "Play again from day 8."),
    ("You may chew only after the paste has set.", "Do not chew before the paste has set."),
    ("Riders must be 12 or older.", "If you are under 12, you cannot ride."),
    ("Your landlord signs the form. We copy it.", "We copy the form that your landlord has signed."),
    ("Swelling is usual and soon fades.", "It often swells, and that soon settles."),
    ("Gloves and masks are free. The same goes for gowns.", "Gloves and gowns are free."),
    ("Do not trim the threads yourself.", "Let us trim the threads."),
    ("Do not trim the threads on your own.", "We trim the threads."),
    ("Patients must not empty the bag themselves.", "We empty the bag."),
    (
        "You cannot start if you took steroids in the past nine weeks.",
        "You cannot start within nine weeks of taking steroids.",
    ),
    ("The clips come out within 8 to 11 days.", "The clips come out after 11 days at the latest."),
    ("Your lenses take at least 6 days.", "Your lenses come after 6 days at the earliest."),
    ("Write to us if the ringing does not ease.", "Write to us if the ringing gets worse."),
    ("Fittings take longer on Mondays.", "Fittings take more time on Mondays."),
]


def problems(source: str, sentence: str) -> list[str]:
    """What is wrong with `sentence` where `source` is all that is known."""
    section = Section("Aftercare", Block("Aftercare", 1), tuple(Block(text, 2) for text in source.splitlines()))
    evidence = Evidence([section], ())
    found = (*evidence.problems(sentence), *evidence.problems_of_all(sentence))
    return [message for message, severity in found if severity is Severity.ERROR]


@pytest.mark.parametrize(("source", "planted"), PLANTED)
def test_a_planted_fault_is_found(source: str, planted: str) -> None:
    assert problems(source, planted)


@pytest.mark.parametrize(("source", "planted"), PLANTED)
def test_the_source_itself_passes(source: str, planted: str) -> None:
    assert planted != source
    assert [problem for sentence in source.split(". ") for problem in problems(source, sentence)] == []


@pytest.mark.parametrize(("source", "sentence"), RIGHT)
def test_the_same_said_otherwise_passes(source: str, sentence: str) -> None:
    assert problems(source, sentence) == []


def test_a_short_sentence_that_leans_on_the_one_before_wants_no_line_of_its_own() -> None:
    section = Section("Frames", Block("Frames", 1), (Block("Glue the frame and let it dry.", 2),))
    found = Evidence([section], ())
    assert list(found.problems("Only hang it later than that.")) == []
    assert [severity for _, severity in found.problems("Carry chairs upstairs.")] == [Severity.WARNING]


def test_a_part_of_a_sentence_of_which_nothing_is_said_is_found() -> None:
    section = Section("Boxes", Block("Boxes", 1), (Block("The porter brings the boxes up.", 2),))
    (found,) = Evidence([section], ()).problems("The porter brings the boxes up, and the museum lends out umbrellas.")
    assert found == ("nothing in 'Boxes' says 'the museum lends out umbrellas': take it out", Severity.WARNING)


def test_a_problem_names_the_words_and_the_source() -> None:
    (turned,) = problems("Never peel the scabs off.", "Peel the scabs off.")
    assert turned == "'peel the scabs off' is turned round: the opposite is said in 'Aftercare': mend it"
    (number,) = problems("Use 5 ml of mouthwash.", "Use 5 l of mouthwash.")
    assert "'5 l' does not stand in 'Aftercare' (there it is '5 ml')" in number


def test_what_all_is_about_stands_for_whoever_does_it() -> None:
    section = Section("Moxa", Block("Moxa", 1), (Block("Moxa is old. Nurses heat thick glass cups.", 2),))
    sentence = "Moxa heats thick glass cups."
    assert list(Evidence([section], [frozenset({"moxa"})]).problems(sentence)) == []
    assert len(list(Evidence([section], []).problems(sentence))) == 1


SIGNS = [
    "10",
    "½",
    "3/4",
    "1,5",
    "-",
    "–",
    "%",
    "°",
    "£",
    "≥",
    "(",
    ")",
    ",",
    ";",
    ".",
    "and",
    "or",
    "not",
    "no",
    "than",
]
WORDS = sorted({word for pair in (*PLANTED, *RIGHT) for text in pair for word in text.split()})
TEXTS = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=12).map(" ".join)


@settings(max_examples=300, deadline=None)
@example("Use 5 ml, ; rest.", "Rest.")
@given(TEXTS, TEXTS)
def test_any_words_in_any_order_are_held_against_any_others(source: str, sentence: str) -> None:
    assert all(isinstance(message, str) for message in problems(source, sentence))
